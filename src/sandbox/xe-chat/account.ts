import { refuse } from './errors.ts';
import type { XeChatSettings } from './settings.ts';
import type { XeAgent, XeChatState, XeContact, XeConversation } from './state.ts';
import { XeWire } from './wire.ts';

/** What the routes work on. */
export interface XeAccount {
  state: XeChatState;
  settings: XeChatSettings;
  wire: XeWire;
  find: XeLookup;
}

/** Rows by id, or the page's 404. */
export interface XeLookup {
  conversation: (id: string | number) => XeConversation;
  contact: (id: string | number) => XeContact;
  agent: (id: string | number) => XeAgent;
  /** The agent in whose name the key speaks. */
  keyOwner: () => number;
}

export function createAccount(state: XeChatState, settings: XeChatSettings): XeAccount {
  const found = <Row>(rows: ReadonlyMap<number, Row>, id: string | number, what: string): Row => {
    const row = rows.get(Number(id));
    if (row === undefined) throw refuse(404, `${what} ID not found.`);
    return row;
  };
  const find: XeLookup = {
    conversation: (id) => found(state.conversations, id, 'Conversation'),
    contact: (id) => found(state.contacts, id, 'Contact'),
    agent: (id) => found(state.agents, id, 'Agent'),
    keyOwner: () => settings.keyOwnerId ?? state.agents.keys().next().value ?? 0,
  };
  return { state, settings, wire: new XeWire(state, settings), find };
}
