import { isEnumType } from 'graphql';
import { expect, test } from 'vitest';
import { types } from './sdl.ts';

/** The words of the contract; a client switches over them, so none is ever renamed. */
const ENUMS: Record<string, string> = {
  AgentAvailability: 'ONLINE BUSY OFFLINE',
  AgentKind: 'HUMAN AI TEAM',
  AgentRole: 'AGENT ADMINISTRATOR',
  AuthorRole: 'CONTACT AGENT BOT SYSTEM UNKNOWN',
  BudgetOrigin: 'DOCUMENTED HEADER',
  Capability: `LIST_CONVERSATIONS GET_CONVERSATION CREATE_CONVERSATION SET_STATUS ASSIGN SET_TITLE SET_LAST_ACTIVITY
    DELETE_CONVERSATION READ_MESSAGES SEND_AS_AGENT SEND_AS_CONTACT SEND_PRIVATE_NOTE LIST_CONTACTS GET_CONTACT
    CREATE_CONTACT LIST_AGENTS CREATE_AGENT LIST_INBOXES DOWNLOAD_FILE FILTER_STATUS FILTER_INBOX FILTER_ASSIGNEE
    FILTER_CONTACT FILTER_CHANNEL FILTER_LAST_ACTIVITY SEARCH_CONVERSATIONS SEARCH_CONTACTS`,
  Channel: 'LIVE_CHAT EMAIL WHATSAPP INSTAGRAM API OTHER',
  Completeness: 'COMPLETE TRUNCATED PREVIEW',
  ConversationEventKind: 'APPEARED CHANGED LEFT',
  ConversationStatus: 'OPEN PENDING SNOOZED RESOLVED',
  ErrorCode: `BAD_USER_INPUT UNAUTHENTICATED FORBIDDEN RATE_LIMITED UPSTREAM_TIMEOUT UPSTREAM_UNAVAILABLE
    UPSTREAM_UNAUTHORIZED UPSTREAM_INVALID_RESPONSE UNSUPPORTED COST_LIMIT_EXCEEDED IDEMPOTENCY_CONFLICT
    OUTCOME_UNKNOWN INTERNAL_SERVER_ERROR`,
  FileDisposition: 'ATTACHMENT INLINE',
  HandledBy: 'AI HUMAN NONE',
  HealthStatus: 'HEALTHY DEGRADED DOWN UNKNOWN',
  MessageDirection: 'INBOUND OUTBOUND INTERNAL',
  NodeType: 'CONVERSATION CONTACT AGENT INBOX',
  Provider: 'XE_CHAT SQUIRRELSTACK EBBOT ZAIA',
  SenderRole: 'AGENT CONTACT',
  SliceStatus: 'OK STALE SKIPPED RATE_LIMITED UNAUTHORIZED TIMEOUT UNAVAILABLE',
  TranscriptFormat: 'PLAIN_TEXT MARKDOWN HTML JSON',
  UserErrorCode: 'INVALID CONFLICT NOT_FOUND UNSUPPORTED REQUIRED TOO_LONG',
};

const enums = new Map(
  types.filter(isEnumType).map((type) => [type.name, type.getValues().map(({ name }) => name)]),
);

test('the schema has these enums and no other', () => {
  expect([...enums.keys()].sort()).toEqual(Object.keys(ENUMS).sort());
});

test.each(Object.entries(ENUMS))('%s has exactly the words of the contract', (name, words) => {
  expect([...(enums.get(name) ?? [])].sort()).toEqual(words.split(/\s+/).sort());
});
