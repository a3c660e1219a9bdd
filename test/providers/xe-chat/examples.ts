/** The replies of Xe Chat's API page, word for word. */

export const conversations = `{
  "data": [
    {
      "id": 1024,
      "status": "open",
      "inbox_id": 3,
      "contact": { "id": 55, "name": "Alice Smith", "email": "alice@example.com" },
      "assigned_agent": { "id": 7, "name": "Bob Jones" },
      "unread_count": 2,
      "last_activity_at": "2026-03-31T11:45:00Z",
      "created_at": "2026-03-31T10:00:00Z"
    }
  ],
  "total": 84,
  "page": 1,
  "limit": 25
}`;

export const createdConversation = `{
  "id": 1025,
  "status": "open",
  "inbox_id": 3,
  "contact": { "id": 55, "name": "Alice Smith", "email": "alice@example.com" },
  "assigned_agent": null,
  "unread_count": 0,
  "created_at": "2026-03-31T12:00:00Z"
}`;

export const conversation = `{
  "id": 1024,
  "status": "open",
  "inbox_id": 3,
  "contact": { "id": 55, "name": "Alice Smith", "email": "alice@example.com" },
  "assigned_agent": { "id": 7, "name": "Bob Jones" },
  "unread_count": 2,
  "last_activity_at": "2026-03-31T11:45:00Z",
  "created_at": "2026-03-31T10:00:00Z"
}`;

export const updatedConversation = `{
  "id": 1024,
  "status": "resolved",
  "inbox_id": 3,
  "assigned_agent": { "id": 7, "name": "Bob Jones" },
  "updated_at": "2026-03-31T12:30:00Z"
}`;

export const messages = `{
  "data": [
    {
      "id": 2001,
      "conversation_id": 1024,
      "type": "incoming",
      "content": "Hi, I have a question about my order.",
      "sender": { "type": "contact", "id": 55, "name": "Alice Smith" },
      "created_at": "2026-03-31T10:05:00Z"
    },
    {
      "id": 2002,
      "conversation_id": 1024,
      "type": "outgoing",
      "content": "Hi Alice! I'd be happy to help. What is your order number?",
      "sender": { "type": "agent", "id": 7, "name": "Bob Jones" },
      "created_at": "2026-03-31T10:08:00Z"
    }
  ],
  "total": 2
}`;

export const contacts = `{
  "data": [
    {
      "id": 55,
      "name": "Alice Smith",
      "email": "alice@example.com",
      "phone": "+1 555 000 1234",
      "conversation_count": 3,
      "created_at": "2026-01-15T09:00:00Z"
    }
  ],
  "total": 1
}`;

export const contact = `{
  "id": 55,
  "name": "Alice Smith",
  "email": "alice@example.com",
  "phone": "+1 555 000 1234",
  "conversation_count": 3,
  "created_at": "2026-01-15T09:00:00Z"
}`;

export const agents = `{
  "data": [
    {
      "id": 7,
      "name": "Bob Jones",
      "email": "bob@yourcompany.com",
      "role": "agent",
      "availability": "online"
    }
  ],
  "total": 5
}`;

export const inboxes = `{
  "data": [
    {
      "id": 3,
      "name": "Website Live Chat",
      "channel_type": "live_chat",
      "is_enabled": true
    },
    {
      "id": 4,
      "name": "Support Email",
      "channel_type": "email",
      "is_enabled": true
    }
  ]
}`;
