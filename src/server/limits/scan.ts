/** Reads the tokens of a document before anything is built of them: neither its length nor its nesting can hurt the parser then. */
import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';
import { BadInputError } from '../../errors.ts';

/** Brackets within brackets that are read: the parser and the rules after it descend once for each. */
export const MAX_NESTING = 250;

const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Throws BadInputError. What is no token at all is left for the parser to tell. */
export function scan(text: string, maxTokens: number): void {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let nesting = 0;
  for (;;) {
    const kind = nextKind(lexer);
    if (kind === TokenKind.EOF) return;
    tokens += 1;
    if (tokens > maxTokens) {
      throw new BadInputError(
        `The document has more than ${maxTokens} tokens; no more are read. ` +
          'Send lists and texts as variables, or split it into several requests.',
      );
    }
    if (OPENING.has(kind)) nesting += 1;
    else if (CLOSING.has(kind)) nesting -= 1;
    if (nesting > MAX_NESTING) {
      throw new BadInputError(
        `The document nests more than ${MAX_NESTING} brackets; no more are read. Ask for fewer levels at once.`,
      );
    }
  }
}

function nextKind(lexer: Lexer): TokenKind {
  try {
    return lexer.advance().kind;
  } catch (error) {
    if (error instanceof GraphQLError) return TokenKind.EOF;
    throw error;
  }
}
