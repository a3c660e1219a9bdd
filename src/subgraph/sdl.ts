/** The schema as a composer reads it: the public one, with the directives by which a router joins it to others. */
import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';

export interface SubgraphOptions {
  /** Whether `node` and `nodes` are this subgraph's: one graph has one owner of them. */
  readonly ownsNode: boolean;
}

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
/** Types that any subgraph with Relay connections defines alike. */
const SHAREABLE: ReadonlySet<string> = new Set(['PageInfo']);
/** What only one subgraph of a graph can answer: it would have to know the ids of all. */
const NODE_FIELDS: ReadonlySet<string> = new Set(['node', 'nodes']);
/** Directives that composition knows without a `@link`; all others are this gateway's own, which it enforces itself. */
const KNOWN: ReadonlySet<string> = new Set(['deprecated', 'specifiedBy']);

/** The field by which a type can be asked for: every `Node` by its id, and a person by the address that a CRM knows too. */
export function keyOf({ name, interfaces = [] }: ObjectTypeDefinitionNode): 'id' | 'email' | undefined {
  if (name.value === 'Customer') return 'email';
  return interfaces.some((each) => each.name.value === 'Node') ? 'id' : undefined;
}

/** What `_service { sdl }` answers. */
export function subgraphSdl(schema: DocumentNode, { ownsNode }: SubgraphOptions): string {
  const subgraph = visit(schema, {
    DirectiveDefinition: () => null,
    Directive: ({ name }) => (KNOWN.has(name.value) ? undefined : null),
    ObjectTypeDefinition: {
      leave: (type) => ({
        ...type,
        fields:
          ownsNode || type.name.value !== 'Query'
            ? type.fields
            : type.fields?.filter(({ name }) => !NODE_FIELDS.has(name.value)),
        directives: [...(type.directives ?? []), ...federationDirectives(type)],
      }),
    },
  });
  return `${LINK}\n\n${print(subgraph)}\n`;
}

function federationDirectives(type: ObjectTypeDefinitionNode): ConstDirectiveNode[] {
  const key = keyOf(type);
  return [
    ...(key === undefined ? [] : directives(`@key(fields: "${key}")`)),
    ...(SHAREABLE.has(type.name.value) ? directives('@shareable') : []),
  ];
}

function directives(text: string): readonly ConstDirectiveNode[] {
  const [scalar] = parse(`scalar S ${text}`).definitions;
  return scalar?.kind === Kind.SCALAR_TYPE_DEFINITION ? (scalar.directives ?? []) : [];
}
