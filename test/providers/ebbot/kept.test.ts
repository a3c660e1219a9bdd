import { expect, onTestFinished, test } from 'vitest';
import { ebbot } from '../../../src/providers/ebbot/index.ts';
import { startEbbot } from '../../../src/sandbox/ebbot/index.ts';
import { createUpstream } from '../../../src/upstream/create-upstream.ts';
import { createReplyCache } from '../../../src/upstream/reply-cache.ts';
import { testCall } from '../../support/call.ts';

const ID = '1723454103.158.fa1419c9-2568-4ea5-9ddc-00b6c0fbd69e';

test('a conversation and its messages are one call', async () => {
  const company = await startEbbot({ sizes: { chats: 1 } });
  onTestFinished(company.close);
  const config = ebbot.config.parse({ baseUrl: company.url, apiKey: company.credential });
  const destination = { ...ebbot.transport(config), credential: config.apiKey };
  const { upstream, close } = createUpstream({ source: 'ebbot', destination, replies: createReplyCache() });
  onTestFinished(close);
  const { getConversation, messages } = ebbot.connect(upstream, config);

  const conversation = await getConversation?.(ID, {}, testCall());
  const listing = conversation && messages?.open(conversation);
  if (listing?.walk !== 'whole') throw new Error('There are no messages.');
  expect(await listing.read(testCall())).toMatchObject({ rows: { length: 6 } });
  expect(company.requests).toHaveLength(1);
});
