import { GraphQLScalarType, Kind } from 'graphql';
import { BadInputError } from '../errors.ts';

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/** Written as the domain has it; read with any offset and passed on in UTC. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  serialize: String,
  parseValue: read,
  parseLiteral: (literal) => read(literal.kind === Kind.STRING ? literal.value : undefined),
});

function read(value: unknown): string {
  const moment = typeof value === 'string' && RFC_3339.test(value) ? new Date(value) : undefined;
  if (moment === undefined || Number.isNaN(moment.getTime())) {
    throw new BadInputError(
      `${JSON.stringify(value)} is not a moment: write it as RFC 3339 says, such as 2026-03-31T12:00:00Z.`,
    );
  }
  return moment.toISOString();
}
