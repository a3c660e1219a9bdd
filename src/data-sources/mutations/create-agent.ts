import type { Agent } from '../../domain.ts';
import type { Context } from '../context.ts';
import { readAll } from '../read-all.ts';
import { FORMS } from './form.ts';
import { perform, type Plan } from './perform.ts';
import type { UserError } from './user-error.ts';

export interface CreateAgentInput {
  readonly source: string;
  readonly idempotencyKey?: string | null | undefined;
}

export interface CreateAgentPayload {
  readonly agent: Agent | null;
  readonly userErrors: readonly UserError[];
}

type Kept = Readonly<{ nativeId: string }>;

export async function createAgent(context: Context, input: CreateAgentInput): Promise<CreateAgentPayload> {
  const performed = await perform(context, plan, input);
  if (performed.problems !== undefined) return { agent: null, userErrors: performed.problems };
  const { order, result, kept } = performed;
  return { agent: result ?? { source: order.source.key, nativeId: kept.nativeId }, userErrors: [] };
}

const plan: Plan<'createAgent', Agent, Kept> = {
  form: FORMS.createAgent,
  run: ({ write }, input, { call }) => write.run(input, call),
  keep: ({ nativeId }) => ({ nativeId }),
  effectId: ({ nativeId }) => nativeId,
  readBack: ({ source, input: { name, email, role } }) => ({
    likeness: [name ?? null, email ?? null],
    traits: [role ?? null],
    isUndated: true,
    async find({ call }) {
      const agents = await readAll(source.operation('listAgents')(), call);
      return agents
        .filter((agent) => agent.email === email && agent.name === name)
        .filter((agent) => role === undefined || agent.role === role)
        .map(({ nativeId }) => ({ kept: { nativeId }, effectId: nativeId }));
    },
  }),
};
