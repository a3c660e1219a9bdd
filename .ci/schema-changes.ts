/** What a client of the last release may miss in the schema, compared by GraphQL Inspector. `npm version` makes the present schema the released one. */
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

export interface Schemas {
  /** SDL, as the last release had it. */
  readonly released: string;
  readonly current: string;
  /** CHANGELOG.md */
  readonly changelog: string;
}

/** Breaking changes of which the changelog's [Unreleased] does not say, under Changed or Removed, what they break: its coordinate in backticks. */
export async function undeclaredBreaks({ released, current, changelog }: Schemas): Promise<string[]> {
  const changes = await diff(buildSchema(released), buildSchema(current));
  const declared = declaredIn(changelog);
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .filter(({ path = '' }) => !declared.includes(`\`${path}\``))
    .map(({ path = '', message }) => `${path}: ${message}`);
}

function declaredIn(changelog: string): string {
  const [, unreleased = ''] = changelog.split(/^## \[Unreleased\].*$/m);
  const sections = unreleased.split(/^## /m)[0]?.split(/^### /m) ?? [];
  return sections.filter((section) => /^(Changed|Removed)\b/.test(section)).join('\n');
}
