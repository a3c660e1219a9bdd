/** A source's way to its provider, put together. */
import buildConnector from 'undici/lib/core/connect.js';
import Client from 'undici/lib/dispatcher/client.js';
import { asError } from '../errors.ts';
import { createMemoryBudgets } from '../store/memory-budgets.ts';
import type { BudgetStore } from '../store/budget-store.ts';
import { breaker } from './breaker.ts';
import type { BudgetView } from './budget-view.ts';
import { createBudgets } from './budget.ts';
import { bulkhead } from './bulkhead.ts';
import { cache } from './cache.ts';
import { client } from './client.ts';
import { compose } from './compose.ts';
import { Connections } from './connections.ts';
import { current, type IsCurrent } from './current.ts';
import { credentialsOf, type Credential, type Destination } from './credential.ts';
import { dedupe } from './dedupe.ts';
import { downloaded, downloader } from './download.ts';
import { createEpochsByAccount, type Epochs } from './epochs.ts';
import { explain } from './explain.ts';
import { withoutCredential } from './faults.ts';
import { createHealth, type Health } from './health.ts';
import type { Limits } from './limits.ts';
import { logged, type Log } from './log.ts';
import type { ReplyCache } from './reply-cache.ts';
import { retry, type RetryParts } from './retry.ts';
import { targetOf } from './target.ts';
import { timeout } from './timeout.ts';
import { touch } from './touch.ts';
import type { Trip } from './trip.ts';
import { createUnderWay } from './under-way.ts';
import type { Accept, Call, Upstream, UpstreamRequest } from './upstream.ts';

/** Most files on their way from one source at once. */
const FILE_CONNECTIONS = 64;
/** Of a call that shows none: it gets no answer, so that nothing is remembered under these names. */
const NO_CREDENTIAL = { fingerprint: 'none', account: 'none' };
/** Milliseconds beyond its timeout after which a call has ended for certain. */
const LONGER = 5_000;

export interface UpstreamParts {
  /** Key of the source. */
  readonly source: string;
  readonly destination: Destination;
  /** What is known of how the provider limits calls. Default: nothing. */
  readonly limits?: Limits | undefined;
  /** Where spending is counted; shared by all sources. Default: a store of its own. */
  readonly budgets?: BudgetStore | undefined;
  /** What is written at an account, by whichever source. Default: told by this one alone. */
  readonly epochsOf?: ((account: string) => Epochs) | undefined;
  /** Shared by all sources. Absent: nothing is kept, and no exchange is shared. */
  readonly replies?: ReplyCache | undefined;
  /** Milliseconds for one call, waiting for a connection included. Default 5,000. */
  readonly timeout?: number | undefined;
  /** Milliseconds for connecting. Default 3,000. */
  readonly connectTimeout?: number | undefined;
  /** Most calls at once, each on a connection. Default 256. */
  readonly connections?: number | undefined;
  /** Most calls that wait for a connection. Default 1,000. */
  readonly waiting?: number | undefined;
  /** Milliseconds for which the breaker stays open. Default 10,000. */
  readonly breakerOpen?: number | undefined;
  /** Most bytes of one reply, on the wire and inflated. Default 8 MiB. */
  readonly maxBytes?: number | undefined;
  /** Most bytes of one file. Default 100 MiB. */
  readonly maxFileBytes?: number | undefined;
  /** Milliseconds that the body of one file may take. Default 300,000. */
  readonly fileTimeout?: number | undefined;
  /** How the pauses before further tries are drawn and waited for. */
  readonly retry?: Omit<RetryParts, 'now'> | undefined;
  readonly log?: Log | undefined;
  /** The clock for lives, deadlines and dates. Unix milliseconds. */
  readonly now?: (() => number) | undefined;
}

export interface RunningUpstream {
  readonly upstream: Upstream;
  /** What writes touched; whoever learns of a change elsewhere (a webhook) moves them on too. */
  readonly epochs: Epochs;
  readonly health: () => Health;
  /** Of what was taken from its replies; undefined where none are kept. */
  readonly isCurrent: IsCurrent | undefined;
  /** Names the account whose key the call brings, the same in every process; undefined where the source has a credential of its own. */
  readonly broughtBy: (call: Call) => string | undefined;
  /** As they stand for whoever calls; where the source has a credential of its own, for everyone. */
  readonly budgets: (call?: Pick<Call, 'keys'>) => Promise<readonly BudgetView[]>;
  readonly connections: () => Connections['stats'];
  /** Lets the calls under way end, each within its time, and closes the connections; files under way are cut. */
  readonly close: () => Promise<void>;
}

/** Throws a `TypeError` for a base URL or a credential that cannot be used. */
export function createUpstream({
  source,
  destination,
  limits = { budgets: [] },
  budgets: store,
  epochsOf = createEpochsByAccount(),
  replies,
  timeout: milliseconds = 5_000,
  connectTimeout = 3_000,
  connections = 256,
  waiting = 1_000,
  breakerOpen = 10_000,
  maxBytes = 8 * 1024 * 1024,
  maxFileBytes = 100 * 1024 * 1024,
  fileTimeout = 300_000,
  retry: pauses,
  log,
  now = Date.now,
}: UpstreamParts): RunningUpstream {
  const base = new URL(destination.baseUrl);
  const basePath = base.pathname.replace(/\/$/, '');
  const credentials = credentialsOf({ source, destination });
  // One for all, as it remembers TLS sessions.
  const connect = buildConnector({ allowH2: false, timeout: connectTimeout });
  const connectionsFor = (most: number, silence: number) =>
    new Connections({
      most,
      client: () =>
        new Client(base.origin, {
          connect,
          pipelining: 1,
          allowH2: false,
          headersTimeout: silence,
          bodyTimeout: silence,
        }),
    });
  const files = Math.min(connections, FILE_CONNECTIONS);
  // No time of their own, which is a timer for each: the timeout interceptor ends every call, on whatever part of its way.
  const wire = connectionsFor(connections, 0);
  // For a file that comes to a halt.
  const fileWire = connectionsFor(files, milliseconds + 1_000);
  const underWay = createUnderWay();
  let closing: Promise<void> | undefined;
  const epochs = epochsOf(credentials.own?.account ?? source);
  const health = createHealth(now);
  const ownerOf = ({ account }: Pick<Credential, 'account'>) =>
    limits.budgetsCount === 'address' ? base.origin : `${base.href} ${account}`;
  const budgets = createBudgets({
    store: store ?? createMemoryBudgets({ now }),
    ownerOf: ({ credential }) => ownerOf(credential),
    limits,
    longestCall: milliseconds + LONGER,
    now,
  });
  const parts = {
    explain,
    touch: touch(epochs),
    health: health.watch,
    underWay,
    retry: retry({ ...pauses, now }),
    breaker: breaker({ openFor: breakerOpen, now }),
    budget: budgets.guard,
    log: log && logged(log),
    timeout: timeout({ milliseconds, now }),
  };
  const travel = compose({
    ...parts,
    cache: replies && cache({ replies, epochs, refreshTime: milliseconds, now }),
    dedupe: replies && dedupe({ epochs, now }),
    bulkhead: bulkhead({ calls: connections, waiting }),
    client: client({ connections: wire, maxBytes, now }),
  });
  const travelForFile = compose({
    ...parts,
    // A file is read once, by the one who asks for it.
    cache: undefined,
    dedupe: undefined,
    bulkhead: bulkhead({ calls: files, waiting }),
    client: downloader({
      connections: fileWire,
      maxBytes: maxFileBytes,
      milliseconds: fileTimeout,
      now,
    }),
  });
  const shownBy = (call: Pick<Call, 'keys'>): Pick<Credential, 'fingerprint' | 'account'> => {
    const credential = credentials.of(call);
    return typeof credential === 'string' ? NO_CREDENTIAL : credential;
  };
  const begin = (request: UpstreamRequest, call: Call, accept?: Accept): Trip => {
    const credential = credentials.of(call);
    if (typeof credential === 'string') throw withoutCredential(source, request, credential);
    const target = targetOf(basePath, request);
    return {
      source,
      request,
      call,
      accept,
      credential,
      target,
      key: replies === undefined ? '' : `${source}\n${credential.fingerprint}\n${target}`,
      signal: call.signal,
      deadline: call.deadline,
      outcome: 'fetched',
      spending: { calls: 0, waited: 0 },
      answer: undefined,
      turnAt: undefined,
      abandoned: false,
      isProbe: false,
      ticket: '',
      paidAt: 0,
      began: performance.now(),
      attemptBegan: 0,
      timeoutAt: 0,
      startedAt: 0,
      leave: undefined,
      seat: 0,
      stoppable: undefined,
    };
  };

  const close = async () => {
    await Promise.all([fileWire.destroy(), underWay.ended()]);
    await wire.close();
  };

  return {
    upstream: {
      source,
      fingerprint: (call) => shownBy(call).fingerprint,
      send(request, call, accept) {
        try {
          return travel(begin(request, call, accept));
        } catch (error) {
          return Promise.reject(asError(error));
        }
      },
      download: async (request, call) => downloaded(travelForFile, begin(request, call)),
    },
    epochs,
    health: health.read,
    isCurrent: replies && current({ replies, epochs, now }),
    broughtBy: (call) => (credentials.own === undefined ? shownBy(call).account : undefined),
    budgets: (call = {}) => budgets.read(ownerOf(shownBy(call))),
    connections: () => wire.stats,
    close: () => (closing ??= close()),
  };
}
