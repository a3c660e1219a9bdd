import { afterAll, beforeAll } from 'vitest';
import { startLiveGateway, type LiveGateway } from '../../support/live-gateway.ts';

/** A gateway for the tests of this file; the function gives it once they run. `overrides` replaces keys of its configuration. */
export function useGateway(overrides: object = {}): () => LiveGateway {
  let running: LiveGateway | undefined;
  beforeAll(async () => {
    running = await startLiveGateway(overrides);
  });
  afterAll(() => running?.stop());
  return () => {
    if (running === undefined) throw new Error('The gateway runs from beforeAll on.');
    return running;
  };
}
