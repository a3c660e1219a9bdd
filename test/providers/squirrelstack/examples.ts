/** The replies of SquirrelStack's API page, word for word. */

export const config = `{
  "greeting": "Hi there! How can we help?"
}`;

export const messages = `[
  {
    "direction": "inbound",
    "body": "Hi, I need help with billing.",
    "timestamp": "2025-01-15T10:30:00Z",
    "author": "Jane Doe"
  },
  {
    "direction": "outbound",
    "body": "Sure! Let me look into that for you.",
    "timestamp": "2025-01-15T10:35:00Z",
    "author": "Support"
  }
]`;
