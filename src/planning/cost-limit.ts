/** How much one operation may take, held against its plan before anything runs. */
import { GatewayError } from '../errors.ts';
import type { Plan } from './plan.ts';

export interface CostLimits {
  /** Most calls to providers. */
  readonly cost: number;
  /** Most rows that are returned. */
  readonly nodes: number;
}

/** COST_LIMIT_EXCEEDED for an operation that may take more, with what to make smaller. */
export function costProblem(plan: Plan, limits: CostLimits): GatewayError | undefined {
  if (plan.calls > limits.cost) {
    return exceeded(
      `The operation may need ${plan.calls} upstream calls; at most ${limits.cost} are allowed. ${most(plan)}`,
    );
  }
  if (plan.nodes > limits.nodes) {
    return exceeded(
      `The operation may return ${plan.nodes} rows; at most ${limits.nodes} are allowed. Ask for smaller pages (\`first\`), or for fewer levels of them.`,
    );
  }
  return undefined;
}

function most({ lines }: Plan): string {
  const [dearest] = lines.toSorted((a, b) => b.calls - a.calls);
  const where =
    dearest && `Most of them, ${dearest.calls}, are \`${dearest.operation}\` at ${dearest.source}. `;
  return `${where ?? ''}Ask for smaller pages (\`first\`), leave out what costs a call for each row, or divide it into several operations; the header \`switchboard-explain: plan\` shows what costs how much.`;
}

function exceeded(message: string): GatewayError {
  return new GatewayError('COST_LIMIT_EXCEEDED', message);
}
