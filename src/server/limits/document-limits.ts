/** What a document may ask for, decided before it is validated: the rules of validation themselves take time that grows with the square. */
import { validate, type DocumentNode, type Source } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { BadInputError } from '../../errors.ts';
import { measure, type DocumentSize } from './measure.ts';
import { MAX_NESTING, scan } from './scan.ts';

/** Most of each in one document; `tokens` before, the others after its fragments are unfolded. */
export interface DocumentLimits extends Pick<
  DocumentSize,
  'depth' | 'fields' | 'rootFields' | 'aliases' | 'directives'
> {
  readonly tokens: number;
}

/** Of faults in a document so many are told: more help nobody, and finding them takes time. */
const MAX_ERRORS = 5;

type Measured = Exclude<keyof DocumentLimits, 'tokens'>;

/** The excess, which follows "The document", and the way out. */
const SENTENCES: Readonly<Record<Measured, readonly [excess: (figure: string) => string, advice: string]>> = {
  depth: [(figure) => `is ${figure} fields deep`, 'Ask for fewer levels at once.'],
  fields: [
    (figure) => `asks for ${figure} fields`,
    'Ask for fewer, spread fragments less often, or split it into several requests.',
  ],
  rootFields: [
    (figure) => `has ${figure} root fields`,
    'Split it into several requests, or ask `nodes` for many ids.',
  ],
  aliases: [
    (figure) => `has ${figure} aliased or repeated fields`,
    'Split it into several requests, or ask `nodes` for many ids.',
  ],
  directives: [(figure) => `has ${figure} directives`, 'Leave out those that change nothing.'],
};

/** Runs on documents that are not in the cache of parsed ones, so that a known document costs nothing. */
export function documentLimits(limits: DocumentLimits): Plugin {
  return {
    onParse({ parseFn, setParseFn }) {
      setParseFn((source: string | Source, options: unknown) => {
        scan(typeof source === 'string' ? source : source.body, limits.tokens);
        const document = parseFn(source, options) as DocumentNode;
        checkSize(document, limits);
        return document;
      });
    },
    onValidate({ setValidationFn }) {
      setValidationFn((...[schema, document, rules]: Parameters<typeof validate>) =>
        validate(schema, document, rules, { maxErrors: MAX_ERRORS }),
      );
    },
  };
}

/** Throws BadInputError for the first limit that the document exceeds. */
export function checkSize(document: DocumentNode, limits: Omit<DocumentLimits, 'tokens'>): void {
  const size = measure(document, MAX_NESTING);
  if (size.nesting > MAX_NESTING) {
    throw new BadInputError(
      `The document nests more than ${MAX_NESTING} selections and fragments; no more are read. Ask for fewer levels at once.`,
    );
  }
  for (const name of Object.keys(SENTENCES) as Measured[]) {
    if (size[name] > limits[name]) throw tooMuch(name, size[name], limits[name]);
  }
}

function tooMuch(name: Measured, figure: number, limit: number): BadInputError {
  const [excess, advice] = SENTENCES[name];
  const told = figure > 1_000_000 ? 'more than a million' : String(figure);
  return new BadInputError(`The document ${excess(told)}; at most ${limit} are allowed. ${advice}`);
}
