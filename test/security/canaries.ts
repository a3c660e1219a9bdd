/** Secrets to plant, and the looking for them. */

/** Found in any spelling: each is one word of letters and digits. */
export const CANARIES = {
  xeKey: 'canaryXeKey7f3a91c2',
  siteKey: 'canarySiteKey0be4d7a6',
  ebbotKey: 'canaryPublic51d9.canarySecret88a1f0',
  zaiaKey: 'canaryZaiaKey29c6e3b4',
  callerKey: 'canaryCallerKey4410fa9d',
  gatewaySecret: 'canaryGatewaySecretOfThirtyTwoBytes63d1',
  visitorToken: 'canaryVisitorToken90aa17e5',
  conversationToken: 'canaryConversationToken3c3c',
  basePath: 'canaryBasePath77b0e2d8',
  replyHeader: 'canaryReplyHeader1d2e3f4a',
  errorBody: 'canaryErrorBody5566778899',
  bearer: 'canaryBearer0011223344556677',
} as const;

/** What a request brings that is to be found nowhere. */
export const SECRET_HEADERS = {
  authorization: `Bearer ${CANARIES.bearer}`,
  cookie: `session=${CANARIES.bearer}`,
  'x-xe-key': CANARIES.callerKey,
  'switchboard-explain': '1',
};

/** A text as it is, and as it reads decoded. */
function readings(text: string): string {
  const words = text.match(/[\w+/=-]{16,}/g) ?? [];
  const decoded = words.map((word) => Buffer.from(word, 'base64url').toString('latin1'));
  const percent = text.replaceAll(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return [text, percent, ...decoded].join('\n');
}

const WORDS = Object.entries(CANARIES).flatMap(([name, value]) =>
  value.split('.').map((word) => [name, word] as const),
);

/** Names the canaries found, so that a failure says which secret came out where. */
export function leaks(sink: string, text: string): string[] {
  const all = readings(text);
  return WORDS.filter(([, word]) => all.includes(word)).map(([name]) => `${name} in ${sink}`);
}
