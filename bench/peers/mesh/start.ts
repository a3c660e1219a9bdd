/** GraphQL Mesh (v0) with its OpenAPI handler. */
import { createServer } from 'node:http';
import { createMeshHTTPHandler } from '@graphql-mesh/http';
import { findAndParseConfig } from '@graphql-mesh/cli';
import { getMesh } from '@graphql-mesh/runtime';

const [port] = process.argv.slice(2);
const dir = new URL('.', import.meta.url).pathname;
// Its paths are read from where the process is.
process.chdir(dir);
const mesh = getMesh(await findAndParseConfig({ dir }));
createServer(createMeshHTTPHandler({ baseDir: dir, getBuiltMesh: () => mesh }) as any).listen(
  Number(port),
  '127.0.0.1',
);
