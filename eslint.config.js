import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SCHEMA = 'schema/**/*.graphql';

/** They are checked by themselves, once their packages are installed. */
const OWN_PACKAGES = ['test/clients/', 'test/federation/', 'examples/', 'bench/peers/'];

/**
 * The plugin's types lag behind ESLint 10's; its rules run.
 * @type {import('eslint').ESLint.Plugin}
 */
const graphqlRules = /** @type {never} */ (/** @type {unknown} */ (graphqlPlugin));

/** The types that have no identity of their own: a part of a page, an answer, or a value inside a Node. */
const WITHOUT_ID = {
  suffixes: ['Connection', 'Edge', 'Event', 'Payload', 'Slice'],
  types: [
    'AssigneeVersion',
    'Budget',
    'Customer',
    'FileLink',
    'MessageAuthor',
    'PageInfo',
    'Participant',
    'SourceError',
    'SourceHealth',
    'Ticket',
    'Transcript',
    'UserError',
  ],
};

/** @param {'argv' | 'env'} property */
const processInput = (property) => ({
  object: 'process',
  property,
  message: 'Only start.js reads the command line and the environment: pass what you need as an argument.',
});

const undiciFetch = {
  name: 'undici',
  importNames: ['fetch'],
  message: 'Use `request`: it is twice as fast.',
};

const processModules = ['process', 'node:process'].map((name) => ({
  name,
  message: 'Use the global `process`, so that the rule on argv and the environment sees it.',
}));

/** V8 makes such a function old at once: it holds what it knows until the old generation is collected. */
const functionInProperty = {
  selector: 'AssignmentExpression[left.type="MemberExpression"][right.type=/FunctionExpression$/]',
  message: 'Give the function a name first, then assign that: bench/PROFILES.md, "Garbage that survives".',
};

export default defineConfig(
  globalIgnores(['dist/', 'bundle/', 'coverage/', 'src/generated/', '**/node_modules/', ...OWN_PACKAGES]),

  {
    files: ['**/*.{ts,js}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true },
    rules: {
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-useless-constructor': 'off', // a constructor may narrow its base's parameters
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }], // `== null` asks: not loaded, or none
      'no-restricted-globals': ['error', { name: 'require', message: 'This is an ES module: use import.' }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },

  {
    files: ['src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      'no-restricted-imports': ['error', { paths: [...processModules, undiciFetch] }],
      'no-restricted-properties': ['error', processInput('argv'), processInput('env')],
      'no-restricted-syntax': ['error', functionInProperty],
    },
  },
  {
    files: ['src/start.js', 'src/cli/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['src/start.js'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['src/upstream/**/*.ts', 'src/providers/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Use undici’s `request`: it is twice as fast.' },
      ],
    },
  },
  {
    files: ['src/resolvers/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        functionInProperty,
        {
          selector: 'TryStatement',
          message: 'A resolver catches nothing: data sources translate errors, the server masks them once.',
        },
      ],
    },
  },

  {
    files: [SCHEMA],
    languageOptions: {
      parser: graphqlPlugin.parser,
      parserOptions: { graphQLConfig: { schema: SCHEMA } },
    },
    plugins: { '@graphql-eslint': graphqlRules },
    rules: {
      ...graphqlPlugin.configs['flat/schema-recommended'].rules,
      ...graphqlPlugin.configs['flat/schema-relay'].rules,
      // `nodes` and the lists inside payloads and slices wrap no edge.
      '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
      '@graphql-eslint/strict-id-in-types': ['error', { exceptions: WITHOUT_ID }],
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          DirectiveDefinition: true,
          EnumValueDefinition: true,
          FieldDefinition: true,
          InputValueDefinition: true,
        },
      ],
      '@graphql-eslint/no-scalar-result-type-on-mutation': 'error',
    },
  },
);
