import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  // Elsewhere: the address of a gateway that allows introspection, or a file of its SDL.
  schema: '../../schema.graphql',
  documents: 'src/**/*.{ts,tsx}',
  ignoreNoDocuments: true,
  generates: {
    'src/gql/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        useTypeImports: true,
        enumsAsTypes: true,
        strictScalars: true,
        scalars: { DateTime: 'string', JSON: 'unknown' },
      },
    },
  },
};

export default config;
