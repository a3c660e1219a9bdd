/** Agents and inboxes: lists without paging, and the only way to read one of them. */
import type { Agent, Inbox } from '../../domain.ts';
import type { Upstream } from '../../upstream/upstream.ts';
import { askPage } from '../ask.ts';
import type { WholeListing } from '../provider.ts';
import { rows } from '../wire.ts';
import { toAgent, toInbox } from './translate.ts';
import * as wire from './wire.ts';

const agents = rows(wire.agent);
const inboxes = rows(wire.inbox);

export function listAgents(upstream: Upstream): () => WholeListing<Agent> {
  return () => ({
    walk: 'whole',
    key: 'agents',
    read(call) {
      const request = {
        method: 'GET',
        template: '/v1/chat/agents',
        path: '/agents',
        cache: { kind: 'agents', epochs: ['agents'] },
      } as const;
      return askPage(upstream, request, agents, call, (agent) => toAgent(upstream.source, agent));
    },
  });
}

export function listInboxes(upstream: Upstream): () => WholeListing<Inbox> {
  return () => ({
    walk: 'whole',
    key: 'inboxes',
    read(call) {
      const request = {
        method: 'GET',
        template: '/v1/chat/inboxes',
        path: '/inboxes',
        cache: { kind: 'inboxes', epochs: ['inboxes'] },
      } as const;
      return askPage(upstream, request, inboxes, call, (inbox) => toInbox(upstream.source, inbox));
    },
  });
}
