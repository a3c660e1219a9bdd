import { second } from '../shared/time.ts';

export interface EbbotLine {
  /** Epoch milliseconds. */
  at: number;
  /** "bot", "user", "agent", "system"; the page's example shows these four. */
  sender: string;
  text: string;
}

/** Times are epoch milliseconds. */
export interface EbbotChat {
  /** `<seconds>.<milliseconds>.<uuid>`, the moment of creation first. */
  id: string;
  status: string;
  handledBy: string;
  integrationType: string;
  createdAt: number;
  updatedAt: number;
  newMessages: number;
  language: string;
  rating: number | null;
  user: { id: string; image: string | null; info: Record<string, string> };
  /** Oldest first. */
  transcript: EbbotLine[];
  /** Whether the transcript's times have a narrow no-break space before AM and PM. */
  narrowSpaces: boolean;
}

/** One company at Ebbot. Rows may be added, changed and deleted directly. */
export class EbbotState {
  readonly chats = new Map<string, EbbotChat>();

  addChat(row: EbbotChat): EbbotChat {
    this.chats.set(row.id, row);
    return row;
  }
}

/** `1723454103.158.<uuid>` for 2024-08-12T09:15:03.158Z. */
export function chatId(createdAt: number, uuid: string): string {
  return `${secondsAndFraction(createdAt)}.${uuid}`;
}

/** `1723454103.158` */
export function secondsAndFraction(ms: number): string {
  return (ms / second).toFixed(3);
}
