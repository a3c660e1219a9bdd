/** Contacts and agents, created. */
import type { Upstream } from '../../upstream/upstream.ts';
import { ask } from '../ask.ts';
import type { Writes } from '../provider.ts';
import { email, filled, phone } from '../rules.ts';
import { row } from '../wire.ts';
import { problem } from './refusals.ts';
import { toAgent, toContact } from './translate.ts';
import * as wire from './wire.ts';

const CONTACTS = ['contacts'];
const AGENTS = ['agents'];

const contact = row(wire.contact);
const agent = row(wire.agent);

export function peopleWrites(upstream: Upstream): Required<Pick<Writes, 'createContact' | 'createAgent'>> {
  const { source } = upstream;
  const refused = problem(upstream);
  return {
    createContact: {
      fields: { name: { required: true, check: filled }, email: { check: email }, phone: { check: phone } },
      unique: 'email',
      touches: () => CONTACTS,
      async run({ name, email, phone }, call) {
        const request = {
          method: 'POST',
          template: '/v1/chat/contacts',
          path: '/contacts',
          body: { name, email, phone },
          touches: CONTACTS,
        } as const;
        const { value } = await ask(upstream, request, contact, call);
        return toContact(source, value);
      },
      problem: refused,
    },

    createAgent: {
      fields: {
        name: { required: true, check: filled },
        email: { required: true, check: email },
        role: { default: 'AGENT' },
      },
      touches: () => AGENTS,
      async run({ name, email, role }, call) {
        const request = {
          method: 'POST',
          template: '/v1/chat/agents',
          path: '/agents',
          body: { name, email, role: role?.toLowerCase() },
          touches: AGENTS,
        } as const;
        const { value } = await ask(upstream, request, agent, call);
        return toAgent(source, value);
      },
      problem: refused,
    },
  };
}
