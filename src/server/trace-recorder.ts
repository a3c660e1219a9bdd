/** When the fields of one operation began and ended, as a tree along the answer. */
import type { GraphQLFormattedError, GraphQLResolveInfo } from 'graphql';

type Path = GraphQLResolveInfo['path'];

/** A field or the item of a list; in the words of Apollo's protocol. Times are nanoseconds since the operation began. */
export interface TraceNode {
  responseName?: string;
  index?: number;
  /** Where an alias hides it. */
  originalFieldName?: string;
  type?: string;
  parentType?: string;
  startTime?: number;
  endTime?: number;
  readonly error: TraceError[];
  readonly child: TraceNode[];
}

export interface TraceError {
  readonly message: string;
  readonly location: { line: number; column: number }[];
  /** The error as the answer has it. */
  readonly json: string;
}

export class TraceRecorder {
  readonly root: TraceNode = { error: [], child: [] };
  readonly startedAt = Date.now();
  readonly #began = performance.now();
  readonly #nodes = new Map<Path, TraceNode>();

  /** Nanoseconds since the operation began. */
  get elapsed(): number {
    return Math.round((performance.now() - this.#began) * 1e6);
  }

  /** Notes that a field begins; call what it gives when the field has its value. */
  begin({ path, fieldName, returnType, parentType }: GraphQLResolveInfo): () => void {
    const node = this.#nodeAt(path);
    node.type = String(returnType);
    node.parentType = parentType.name;
    node.startTime = this.elapsed;
    if (path.key !== fieldName) node.originalFieldName = fieldName;
    return () => {
      node.endTime = this.elapsed;
    };
  }

  /** Puts an error where it happened, or as near above as a field was begun. */
  fail(error: GraphQLFormattedError): void {
    let node = this.root;
    for (const key of error.path ?? []) {
      const next = node.child.find(({ responseName, index }) => (responseName ?? index) === key);
      if (next === undefined) break;
      node = next;
    }
    const { message, locations = [] } = error;
    node.error.push({ message, location: [...locations], json: JSON.stringify(error) });
  }

  #nodeAt(path: Path | undefined): TraceNode {
    if (path === undefined) return this.root;
    const known = this.#nodes.get(path);
    if (known !== undefined) return known;
    const name = typeof path.key === 'number' ? { index: path.key } : { responseName: path.key };
    const node: TraceNode = { ...name, error: [], child: [] };
    this.#nodes.set(path, node);
    this.#nodeAt(path.prev).child.push(node);
    return node;
  }
}
