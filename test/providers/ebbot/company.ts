import { onTestFinished } from 'vitest';
import { ebbot } from '../../../src/providers/ebbot/index.ts';
import type { Conversation } from '../../../src/domain.ts';
import type { Listing, PageListing, WholeListing } from '../../../src/providers/provider.ts';
import { startEbbot, type EbbotOptions } from '../../../src/sandbox/ebbot/index.ts';
import { connect } from '../connect.ts';

const KEY = 'sandbox-public.sandbox-secret';

/** Ebbot's adapter to the company behind an origin. */
export function open(origin: string, options: Record<string, unknown> = {}) {
  const connected = connect(ebbot, 'ebbot', { baseUrl: origin, apiKey: KEY, ...options });
  const { listConversations, getConversation, messages } = connected.adapter;
  if (!listConversations || !getConversation || !messages) throw new Error('Ebbot lacks an operation.');
  return {
    ...connected,
    list: paged(listConversations.open({})),
    get: getConversation,
    transcriptOf: (conversation: Conversation) => whole(messages.open(conversation)),
  };
}

/** The sandbox's Ebbot, closed when the test ends, and an adapter to it. */
export async function openSandbox(sandbox: EbbotOptions = {}, options: Record<string, unknown> = {}) {
  const company = await startEbbot({ sizes: { chats: 30 }, ...sandbox });
  onTestFinished(company.close);
  return { company, ...open(company.url, options) };
}

function paged<Row>(listing: Listing<Row>): PageListing<Row> {
  if (listing.walk !== 'page') throw new Error('The listing is not walked by page.');
  return listing;
}

function whole<Row>(listing: Listing<Row>): WholeListing<Row> {
  if (listing.walk !== 'whole') throw new Error('The listing is not walked whole.');
  return listing;
}
