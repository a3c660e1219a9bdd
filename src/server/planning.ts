/**
 * Every operation is planned before it runs: one that may take too much is refused, and `switchboard-explain: plan` on a request is answered with the plan
 * instead of being run.
 */
import type { Plugin } from 'graphql-yoga';
import type { Access } from '../data-sources/access.ts';
import type { ConnectedSource } from '../data-sources/connected-source.ts';
import { GatewayError } from '../errors.ts';
import { costProblem, type CostLimits } from '../planning/cost-limit.ts';
import type { PlannedOperation, Planner } from '../planning/plan.ts';
import type { Call } from '../upstream/upstream.ts';
import { arrivalOf } from './arrival.ts';
import { EXPLAIN_REFUSED, mayExplain } from './explain.ts';
import { failure } from './failure.ts';
import { planShown } from './plan-shown.ts';

export interface PlanningParts {
  readonly planner: Planner;
  readonly limits: CostLimits;
  readonly sources: readonly ConnectedSource[];
}

export function planning({ planner, limits, sources }: PlanningParts): Plugin {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const arriving: Arriving = args;
      const { request, call } = arriving.contextValue;
      const operation = operationIn(arriving);
      const plan = planner(operation);
      arrivalOf(request).cost = plan.calls;
      const problem = costProblem(plan, limits);
      if (problem !== undefined) {
        setResultAndStopExecution(failure(problem));
        return undefined;
      }
      if (request.headers.get('switchboard-explain') !== 'plan') return undefined;
      if (!mayExplain(request)) {
        setResultAndStopExecution(failure(new GatewayError('FORBIDDEN', EXPLAIN_REFUSED)));
        return undefined;
      }
      return planShown(plan, planner(operation, 'worst'), { sources, call }).then((switchboard) => {
        setResultAndStopExecution({ data: null, extensions: { switchboard } });
      });
    },
  };
}

interface Arriving {
  readonly schema: PlannedOperation['schema'];
  readonly document: PlannedOperation['document'];
  readonly operationName?: string | null | undefined;
  readonly variableValues?: PlannedOperation['variables'];
  /** `call` and `access` are put there by the gateway's `createContext`. */
  readonly contextValue: {
    readonly request: Request;
    readonly call?: Call;
    readonly access?: Pick<Access, 'sees'>;
  };
}

function operationIn({
  schema,
  document,
  operationName,
  variableValues: variables,
  contextValue: { access },
}: Arriving): PlannedOperation {
  const sees = access && ((source: string) => access.sees(source));
  return { schema, document, operationName, variables, sees };
}
