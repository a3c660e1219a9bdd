import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * The types of the resolvers, from the public schema. A mapper says what a resolver of that type is given as its parent; it
 * has an alias, since the domain and the schema use the same words. Types without one are plain objects of the schema's shape.
 */
const mappers = {
  Agent: '../domain.ts#Agent as AgentModel',
  Attachment: '../data-sources/files.ts#SentFile as AttachmentModel',
  Contact: '../domain.ts#Contact as ContactModel',
  Conversation: '../domain.ts#Conversation as ConversationModel',
  CreateContactPayload: mutation('create-contact', 'CreateContactPayload'),
  CreateConversationPayload: mutation('create-conversation', 'CreateConversationPayload'),
  DeleteConversationPayload: mutation('delete-conversation', 'DeleteConversationPayload'),
  Inbox: '../domain.ts#Inbox as InboxModel',
  Message: '../domain.ts#Message as MessageModel',
  MessageAuthor: '../domain.ts#MessageAuthor as MessageAuthorModel',
  SendMessagePayload: mutation('send-message', 'SendMessagePayload'),
  Source: '../data-sources/data-source.ts#DataSource as SourceModel',
  Transcript: '../data-sources/transcripts.ts#Transcript as TranscriptModel',
};

function mutation(file: string, payload: string): string {
  return `../data-sources/mutations/${file}.ts#${payload} as ${payload}Model`;
}

const config: CodegenConfig = {
  schema: 'schema/*.graphql',
  generates: {
    'src/generated/resolvers-types.ts': {
      plugins: ['typescript', 'typescript-resolvers'],
      config: {
        contextType: '../data-sources/context.ts#Context',
        mappers,
        // Type stripping runs the output as it is: no enums, and types are imported as types.
        enumsAsTypes: true,
        useTypeImports: true,
        immutableTypes: true,
        skipTypename: true,
        // null means "there is none"; undefined, which the domain uses for "not loaded", is not an answer.
        maybeValue: 'T | null',
        inputMaybeValue: 'T | null',
        strictScalars: true,
        scalars: {
          ID: { input: 'string', output: 'string' },
          DateTime: { input: 'string', output: 'string' },
          JSON: { input: 'unknown', output: 'unknown' },
        },
      },
    },
  },
};

export default config;
