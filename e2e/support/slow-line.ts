import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const PIECES = 10;
const BETWEEN_PIECES = 25;
const BEFORE_FONT = 150;

/** A slow line to a market: its pages come in pieces, and its font late. */
export async function openSlowLine(url: string): Promise<{ url: string; close(): void }> {
  const server = createServer((asked, answer) => {
    const headers = { ...asked.headers, 'accept-encoding': 'identity' };
    const onward = request(new URL(asked.url ?? '/', url), { method: asked.method, headers });
    onward.on('response', (got) => {
      pass(got, answer, asked.url ?? '').catch((error) => answer.destroy(error));
    });
    onward.on('error', (error) => answer.destroy(error));
    asked.pipe(onward);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function pass(got: IncomingMessage, answer: ServerResponse, path: string): Promise<void> {
  if (path.includes('.woff2')) await pause(BEFORE_FONT);
  answer.writeHead(got.statusCode ?? 502, got.headers);
  if (!got.headers['content-type']?.startsWith('text/html')) {
    got.pipe(answer);
    return;
  }
  const page = Buffer.concat(await got.toArray());
  const size = Math.ceil(page.length / PIECES);
  for (let sent = 0; sent < page.length; sent += size) {
    answer.write(page.subarray(sent, sent + size));
    await pause(BETWEEN_PIECES);
  }
  answer.end();
}
