/** Answers every request with what was last PUT: what node:http costs without any work. `node static.ts PORT`. */
import { createServer } from 'node:http';

let answer = Buffer.from('{"data":{}}');

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'PUT') answer = Buffer.concat(chunks);
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length })
      .end(answer);
  });
}).listen(Number(process.argv[2]), '127.0.0.1');
