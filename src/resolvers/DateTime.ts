import { Kind, type GraphQLScalarType } from 'graphql';
import { isOnCalendar, withLeapSeconds, written } from '../calendar.ts';
import { BadInputError } from '../errors.ts';

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

/** What a scalar does. Not the whole type: that would take the place of the one in the schema, and of its description. */
export type ScalarResolver<Value> = Pick<
  GraphQLScalarType<Value, Value>,
  'serialize' | 'parseValue' | 'parseLiteral'
>;

/** Written as the domain has it; read with any offset and passed on in UTC. */
export const DateTime: ScalarResolver<string> = {
  serialize: String,
  parseValue: read,
  parseLiteral: (literal) => read(literal.kind === Kind.STRING ? literal.value : undefined),
};

function read(value: unknown): string {
  const moment =
    typeof value === 'string' && RFC_3339.test(value)
      ? written(new Date(withLeapSeconds(value, milliseconds)))
      : undefined;
  if (moment === undefined) {
    throw new BadInputError(
      `${JSON.stringify(value)} is not a moment: write it as RFC 3339 says, such as 2026-03-31T12:00:00Z.`,
    );
  }
  return moment;
}

function milliseconds(text: string): number {
  const clock = text.slice(0, 'YYYY-MM-DDThh:mm:ss'.length).toUpperCase();
  return isOnCalendar(clock) ? Date.parse(text) : Number.NaN;
}
