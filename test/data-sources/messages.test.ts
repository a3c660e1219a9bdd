import { expect, test } from 'vitest';
import type { Context } from '../../src/data-sources/context.ts';
import { DataSources } from '../../src/data-sources/data-sources.ts';
import { messages } from '../../src/data-sources/messages.ts';
import { testCall } from '../support/call.ts';

test('what cannot be asked rejects and does not throw: whoever asks for several side by side hears of all of them', async () => {
  const context = { sources: new DataSources([], testCall()) } as unknown as Context;
  const conversation = { source: 'gone', nativeId: '1' };
  const asking = messages(context, conversation, { first: 1 });
  await expect(asking).rejects.toThrow('There is no source "gone".');
});
