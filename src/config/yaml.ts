/** Reads YAML, of which JSON is a part, and remembers where everything stands. */
import { LineCounter, isNode, parseDocument } from 'yaml';
import { ConfigError, type Path } from './faults.ts';

export interface Yaml {
  readonly value: unknown;
  /** Line, counted from 1, of what stands at a path, else of the nearest that holds it. */
  readonly lineOf: (path: Path) => number | undefined;
}

/** Throws ConfigError with every fault of syntax and its line. */
export function readYaml(text: string, origin: string): Yaml {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, merge: true });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0) {
    throw new ConfigError(
      origin,
      faults.map(({ message, pos }) => {
        const { line, col } = lineCounter.linePos(pos[0]);
        // The library adds the place and an excerpt; the excerpt may hold a credential.
        return `line ${line}, column ${col}: ${String(message.split(/ at line \d|\n/, 1)[0])}`;
      }),
    );
  }
  const lineOf = (path: Path): number | undefined => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    if (isNode(node) && node.range) return lineCounter.linePos(node.range[0]).line;
    return path.length === 0 ? undefined : lineOf(path.slice(0, -1));
  };
  return { value: plain(() => document.toJS() as unknown, origin), lineOf };
}

/** Aliases that unfold without end are refused by the library while it builds the value. */
function plain(build: () => unknown, origin: string): unknown {
  try {
    return build();
  } catch {
    throw new ConfigError(origin, ['has aliases that unfold too far']);
  }
}
