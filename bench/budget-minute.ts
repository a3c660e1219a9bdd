/** 200 clients ask for 200 different Ebbot transcripts for three minutes, on the real clock. Prints the busiest window as the provider counted it. */
import { configFrom } from '../src/config.ts';
import { createGateway } from '../src/gateway.ts';
import { startEbbot } from '../src/sandbox/index.ts';
import { post } from './budget-client.ts';

const SECONDS = Number(process.argv[2] ?? 180);
const CLIENTS = 200;
const WINDOW = 60_000;
const DEADLINE = 10_000;

const ebbot = await startEbbot({
  limits: true,
  latencyMs: () => 20 + Math.random() * 200,
  sizes: { chats: CLIENTS },
});
const gateway = createGateway(
  configFrom({
    logging: { level: 'silent' },
    cache: { enabled: false },
    sources: [{ key: 'ebbot', provider: 'ebbot', baseUrl: ebbot.url, apiKey: ebbot.credential }],
  }),
);
const QUERY = `query ($nativeId: String!) {
  nodeByNativeId(source: "ebbot", type: CONVERSATION, nativeId: $nativeId) { ... on Conversation { transcript { entryCount } } }
}`;
const answers = new Map<string, number>();
let latest = 0;
const end = Date.now() + SECONDS * 1000;

async function client(nativeId: string): Promise<void> {
  while (Date.now() < end) {
    const began = performance.now();
    const { errors } = await post(gateway, QUERY, { nativeId });
    latest = Math.max(latest, performance.now() - began);
    const code = errors?.[0]?.extensions.code ?? 'data';
    answers.set(code, (answers.get(code) ?? 0) + 1);
    await new Promise((resolve) => setTimeout(resolve, 500 + Math.random() * 2_000));
  }
}

await Promise.all([...ebbot.state.chats.keys()].map(client));
const arrivals = ebbot.requests.map(({ at }) => at);
const busiest = Math.max(
  ...arrivals.map((at) => arrivals.filter((other) => other >= at && other < at + WINDOW).length),
);
const unanswered = ebbot.requests.filter(({ status }) => status !== 200).length;
console.table({
  seconds: SECONDS,
  calls: arrivals.length,
  'busiest 60 s': busiest,
  'left to time out': unanswered,
  ...Object.fromEntries(answers),
  'slowest answer, ms': Math.round(latest),
});
await gateway.dispose();
await ebbot.close();
const isKept = busiest <= 20 && unanswered === 0 && latest < DEADLINE + 500;
process.exitCode =
  isKept && [...answers.keys()].every((code) => code === 'data' || code === 'RATE_LIMITED') ? 0 : 1;
