/** An identity provider on loopback: publishes its keys, changes them, and signs tokens. */
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { listenOnLoopback } from './loopback.ts';

export interface Claims {
  readonly scope?: unknown;
  readonly [claim: string]: unknown;
}

export interface TokenOptions {
  /** Seconds from now. */
  readonly expires?: number | null;
  readonly issuer?: string;
  readonly audience?: string;
  readonly withoutKeyId?: boolean;
}

export interface Authority {
  readonly jwksUri: string;
  readonly issuer: string;
  /** How often its keys were fetched. */
  fetches(): number;
  /** Signs with the newest key. */
  token(claims: Claims, options?: TokenOptions): Promise<string>;
  /** Takes a new key; the earlier ones stay published only if told. */
  rotate(options?: { readonly keepOld?: boolean }): Promise<void>;
  /** What it answers instead of its keys, for as long as it is set. */
  fault: { readonly status: number; readonly body: string } | undefined;
  close(): Promise<void>;
}

export const AUDIENCE = 'switchboard';

export async function startAuthority(algorithm = 'ES256'): Promise<Authority> {
  let serial = 0;
  let current: { readonly kid: string; readonly privateKey: CryptoKey };
  let published: JWK[] = [];
  let fetches = 0;

  const authority: Omit<Authority, 'jwksUri' | 'issuer'> = {
    fault: undefined,
    fetches: () => fetches,
    async rotate({ keepOld = false } = {}) {
      serial += 1;
      const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
      current = { kid: `key-${serial}`, privateKey };
      const jwk = { ...(await exportJWK(publicKey)), kid: current.kid, alg: algorithm, use: 'sig' };
      published = keepOld ? [...published, jwk] : [jwk];
    },
    async token(
      { ...claims },
      { expires = 300, issuer: by = issuer, audience = AUDIENCE, withoutKeyId } = {},
    ) {
      const { kid, privateKey } = current;
      const token = new SignJWT(claims)
        .setProtectedHeader({ alg: algorithm, ...(withoutKeyId === true ? {} : { kid }) })
        .setIssuer(by)
        .setAudience(audience);
      if (expires !== null) token.setExpirationTime(Math.floor(Date.now() / 1000) + expires);
      return token.sign(privateKey);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  await authority.rotate();

  const server = createServer((_, response) => {
    fetches += 1;
    const { status, body } = authority.fault ?? { status: 200, body: JSON.stringify({ keys: published }) };
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  const issuer = `http://127.0.0.1:${await listenOnLoopback(server)}`;
  return Object.assign(authority, { issuer, jwksUri: `${issuer}/jwks.json` });
}
