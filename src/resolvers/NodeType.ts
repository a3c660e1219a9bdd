/** The schema's words for what can be found by a native id. */
export const NODE_TYPES = {
  CONVERSATION: 'Conversation',
  CONTACT: 'Contact',
  AGENT: 'Agent',
  INBOX: 'Inbox',
} as const;
