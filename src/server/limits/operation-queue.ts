/** So many operations at once, so many that wait, and no more: what comes beyond is refused while there is still time for those inside. */
import { RefusedRequest } from '../refused-request.ts';

export interface OperationQueue {
  /**
   * Undefined where there is a place, else a promise of one, which rejects with RefusedRequest (503) once the signal is aborted.
   * Throws the same where too many wait already. Whoever has a place leaves.
   */
  enter(signal: () => AbortSignal): Promise<void> | undefined;
  leave(): void;
}

export interface OperationQueueParts {
  /** Most at once. */
  readonly concurrentOperations: number;
  /** Most that wait. */
  readonly waitingOperations: number;
}

export function createOperationQueue(parts: OperationQueueParts): OperationQueue {
  let underWay = 0;
  // No `Set`: its old tables would hold those who have left (collections/seats.ts).
  const waiting: (() => void)[] = [];

  const turn = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const go = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        waiting.splice(waiting.indexOf(go), 1);
        reject(crowded());
      };
      waiting.push(go);
      if (signal.aborted) giveUp();
      else signal.addEventListener('abort', giveUp, { once: true });
    });

  return {
    enter(signal) {
      if (underWay < parts.concurrentOperations) {
        underWay += 1;
        return undefined;
      }
      if (waiting.length >= parts.waitingOperations) throw crowded();
      return turn(signal());
    },
    leave() {
      // The place is handed over, so that nobody who comes just now is served before those who wait.
      const first = waiting.shift();
      if (first === undefined) underWay -= 1;
      else first();
    },
  };
}

function crowded(): RefusedRequest {
  return new RefusedRequest(
    503,
    'RATE_LIMITED',
    'Too many operations are under way. Nothing of this one was done: send it again.',
    { retryAfter: 1 },
  );
}
