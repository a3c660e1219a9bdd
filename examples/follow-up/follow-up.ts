/** Asks every customer whom we wait for whether they still need help: once a day, however often this script runs. */
import { GraphQLClient } from 'graphql-request';
import { WAITING, type Waiting } from './operations.ts';
import { sendOnce } from './send-once.ts';
import { outcomeOf } from './until-known.ts';

const { SWITCHBOARD_URL = 'http://127.0.0.1:4000/graphql', SWITCHBOARD_TOKEN } = process.env;
const most = Number(process.argv[2] ?? 3);
const today = new Date().toISOString().slice(0, 10);

const client = new GraphQLClient(SWITCHBOARD_URL, {
  headers: SWITCHBOARD_TOKEN ? { authorization: `Bearer ${SWITCHBOARD_TOKEN}` } : {},
});

const { conversations } = await client.request<Waiting>(WAITING, { first: most });
for (const { source, status, reason } of conversations?.sources ?? []) {
  if (status !== 'OK') console.log(`${source.key}: ${status}. ${reason ?? ''}`);
}
for (const { id, contact } of conversations?.nodes ?? []) {
  const name = contact?.name ?? 'there';
  try {
    const message = await sendOnce(client, {
      conversationId: id,
      content: `Hi ${name}, do you still need help? We are here.`,
      key: `follow-up ${today} ${id}`,
    });
    console.log(`${name}: sent, message ${message ?? 'unknown'}`);
  } catch (error) {
    process.exitCode = 1;
    const text = error instanceof Error ? error.message : String(error);
    console.log(
      `${name}: ${outcomeOf(error) === 'NOT_DONE' ? 'not sent' : 'look whether it arrived'}. ${text}`,
    );
  }
}
