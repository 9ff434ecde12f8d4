import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const PIECES = 10;
const PIECE_DELAY_MS = 25;
const FONT_DELAY_MS = 150;

/** Opens a slow proxy to a market. Pages arrive in pieces, and fonts arrive late. */
export async function openSlowLine(url: string): Promise<{ url: string; close(): void }> {
  const server = createServer((incoming, answer) => {
    const headers = { ...incoming.headers, 'accept-encoding': 'identity' };
    const outgoing = request(new URL(incoming.url ?? '/', url), {
      method: incoming.method,
      headers,
    });
    outgoing.on('response', (response) => {
      forward(response, answer, incoming.url ?? '').catch((error) => answer.destroy(error));
    });
    outgoing.on('error', (error) => answer.destroy(error));
    incoming.pipe(outgoing);
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

async function forward(
  response: IncomingMessage,
  answer: ServerResponse,
  path: string,
): Promise<void> {
  if (path.includes('.woff2')) await pause(FONT_DELAY_MS);
  answer.writeHead(response.statusCode ?? 502, response.headers);
  if (!response.headers['content-type']?.startsWith('text/html')) {
    response.pipe(answer);
    return;
  }
  const page = Buffer.concat(await response.toArray());
  const size = Math.ceil(page.length / PIECES);
  for (let sent = 0; sent < page.length; sent += size) {
    answer.write(page.subarray(sent, sent + size));
    await pause(PIECE_DELAY_MS);
  }
  answer.end();
}
