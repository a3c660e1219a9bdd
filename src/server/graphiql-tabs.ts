/** The tabs with which GraphiQL opens: what the product does, ready to run. */

const merged = `# All your chats in one list, latest activity first.
# Press the play button.
#
# A source that fails leaves the others' rows:
# "sources" says how each one fared.
#
# At the end of the answer, "extensions" tells
# the calls that it took.
query Conversations {
  conversations(first: 10) {
    nodes {
      source { key provider }
      title
      status
      lastActivityAt
      contact { name email }
      inbox { name channel }
      assignee { kind name }
    }
    sources {
      source { key }
      status
      reason
      totalCount
    }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
}
`;

const visitor = `# A conversation found by its provider's own id.
# SquirrelStack knows it by the visitor's token alone;
# "site" is the key of the source.
query VisitorsConversation {
  nodeByNativeId(
    source: "site"
    type: CONVERSATION
    nativeId: "demo-visitor-1"
  ) {
    id
    ... on Conversation {
      createdAt
      lastActivityAt
      messages(first: 20) {
        nodes {
          createdAt
          direction
          author { role name }
          content
        }
      }
    }
  }
}
`;

const sources = `# What is connected, what each product can do,
# and how it is doing. Makes no call.
query Sources {
  sources {
    key
    name
    provider
    capabilities
    health {
      status
      lastSuccessAt
      lastError { code message }
    }
    budgets {
      name
      limit
      windowSeconds
      remaining
      resetAt
    }
  }
}
`;

const transcript = `# A whole conversation as one text:
# PLAIN_TEXT, MARKDOWN, HTML or JSON.
query LatestTranscript {
  conversations(first: 1, filter: { providers: [EBBOT] }) {
    nodes {
      transcript {
        completeness
        participants { role name messageCount }
        text(format: PLAIN_TEXT)
      }
    }
  }
}
`;

export const tabs: readonly string[] = [merged, visitor, sources, transcript];
