/** The shapes that the operations of these tests select. */

export interface PageOf<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export interface CountedPageOf<Node> extends PageOf<Node> {
  readonly totalCount: number | null;
}

export interface Conversation {
  readonly id: string;
  readonly title: string | null;
  readonly status: string | null;
  readonly lastActivityAt: string | null;
  readonly createdAt: string | null;
  readonly unreadCount: number | null;
  readonly source: { readonly id: string; readonly key: string };
  readonly contact: { readonly id: string; readonly name: string | null } | null;
}

export interface Message {
  readonly id: string;
  readonly content: string | null;
  readonly direction: string | null;
  readonly isPrivate: boolean;
  readonly createdAt: string | null;
  readonly author: { readonly role: string; readonly name: string | null };
}

export interface Slice {
  readonly source: { readonly id: string; readonly key: string };
  readonly status: string | null;
  readonly reason: string | null;
  readonly retryAt: string | null;
}

export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly field: readonly string[] | null;
}

export interface Person {
  readonly id: string;
  readonly name: string | null;
  readonly email: string | null;
}
