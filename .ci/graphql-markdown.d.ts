/** The package has no types of its own; this is what we use of it. */
declare module 'graphql-markdown' {
  import type { IntrospectionSchema } from 'graphql';

  export function renderSchema(
    schema: IntrospectionSchema,
    options: { title: string; prologue: string; printer: (line: string) => void },
  ): void;
}
