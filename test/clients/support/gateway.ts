import { afterAll, beforeAll } from 'vitest';
import { startLiveGateway, type LiveGateway } from '../../support/live-gateway.ts';

/** A gateway for the tests of this file; the function gives it once they run. */
export function useGateway(): () => LiveGateway {
  let running: LiveGateway | undefined;
  beforeAll(async () => {
    running = await startLiveGateway();
  });
  afterAll(() => running?.stop());
  return () => {
    if (running === undefined) throw new Error('The gateway runs from beforeAll on.');
    return running;
  };
}
