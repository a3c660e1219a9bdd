/** Where introspection is off, the schema is told to nobody: neither asked for, nor by and by through what errors suggest. */
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  type ASTVisitor,
  type ValidationContext,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';

export function withoutIntrospection(): Plugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(NoSchemaIntrospectionCustomRule);
      addValidationRule(noSubgraphSdl);
    },
  };
}

/** `_service` is how a federation router asks for the schema. */
function noSubgraphSdl(context: ValidationContext): ASTVisitor {
  return {
    Field(node) {
      if (node.name.value !== '_service') return;
      const message = 'Introspection is off here, so the field "_service" is not answered.';
      context.reportError(new GraphQLError(message, { nodes: node }));
    },
  };
}

/** graphql-js ends the messages of unknown names with what comes near them. */
export function withoutSuggestion(message: string): string {
  return message.replace(/ Did you mean [^?]*\?/g, '');
}
