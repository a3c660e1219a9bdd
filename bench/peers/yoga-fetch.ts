/** Yoga over fetch, as a tutorial has it. */
import { createServer } from 'node:http';
import { createSchema, createYoga } from 'graphql-yoga';
import { resolvers } from './resolvers.ts';
import { contextOf, fetchGet } from './rest.ts';
import { typeDefs } from './schema.ts';

const [port, upstream = ''] = process.argv.slice(2);
const get = fetchGet(upstream);
const yoga = createYoga({
  schema: createSchema({ typeDefs, resolvers: resolvers as any }),
  context: () => contextOf(get),
  logging: false,
});
createServer(yoga).listen(Number(port), '127.0.0.1');
