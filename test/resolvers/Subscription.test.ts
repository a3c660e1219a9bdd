import { afterAll, beforeAll, expect, test } from 'vitest';
import { startRig, type Rig } from '../support/gateway.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.close());

test.each(['conversationChanged { kind }', 'messageAdded(conversationId: "x") { gap }'])(
  'a subscription to %s is told that there are none yet',
  async (field) => {
    const response = await rig.gateway.fetch(
      new Request('http://gateway.test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({ query: `subscription { ${field} }` }),
      }),
    );
    const text = await response.text();
    expect(text).toContain('"code":"UNSUPPORTED"');
    expect(text).toContain('Live updates are not part of this version');
    expect(rig.calls()).toEqual([]);
  },
);
