/** Fastify and mercurius with its JIT over undici. */
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { resolvers } from './resolvers.ts';
import { contextOf, undiciGet } from './rest.ts';
import { typeDefs } from './schema.ts';

const [port, upstream = ''] = process.argv.slice(2);
const get = undiciGet(upstream);
const app = Fastify();
await app.register(mercurius as any, {
  schema: typeDefs,
  resolvers,
  jit: 1,
  context: () => contextOf(get),
  graphiql: false,
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
