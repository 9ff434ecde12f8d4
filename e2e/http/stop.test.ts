import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { Market } from './market.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

let server: TestServer;
const sockets: Socket[] = [];

beforeEach(async () => {
  server = await startServer();
});

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await server.stop();
});

/** Sends a signal, and waits. @returns the exit code, the signal, and the time in milliseconds */
async function endBy(signal: NodeJS.Signals) {
  const started = performance.now();
  process.kill(server.pid, signal);
  const end = await server.ended();
  return { ...end, took: performance.now() - started };
}

/** Opens a connection and sends only this beginning of a request. */
async function sendPartly(text: string): Promise<Socket> {
  const { hostname, port } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  sockets.push(socket);
  socket.on('error', () => {});
  await new Promise<void>((done) => socket.once('connect', done));
  socket.write(text);
  await new Promise((resume) => setTimeout(resume, 200));
  return socket;
}

/** Listens for events as a page does, which requests them again on the same connection. */
function listenLikePage(): { requestCount(): number; stop(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let requestCount = 0;
  let going = true;
  const request = () => {
    if (!going) return;
    requestCount += 1;
    const again = () => setTimeout(request, 20);
    get(`${server.url}/api/events`, { agent }, (answer) => {
      answer.resume();
      answer.once('close', again);
    }).once('error', again);
  };
  request();
  return {
    requestCount: () => requestCount,
    stop: () => {
      going = false;
      agent.destroy();
    },
  };
}

describe.each(SIGNALS)('on %s a server', (signal) => {
  it('ends with code 0 while pages are open', async () => {
    const page = listenLikePage();
    await new Promise((resume) => setTimeout(resume, 500));
    expect(page.requestCount()).toBe(1);
    const { code, took } = await endBy(signal);
    page.stop();
    expect(code).toBe(0);
    expect(took).toBeLessThan(5_000);
    expect(server.output()).toContain('Stopped.');
  });

  it('answers the requests that have begun', async () => {
    const market = new Market(server);
    const items = await market.addItems(30, 10);
    const buyers = await market.addBuyers(30);
    const posts = buyers.map(({ client }, index) =>
      client.post('/market', { purchase_item: String(items[index]) }).catch(() => null),
    );
    // Some requests have begun now, and others may be too late.
    await Promise.race(posts);
    const { code } = await endBy(signal);
    const answers = await Promise.all(posts);
    expect(code).toBe(0);
    expect(answers.filter((answer) => answer?.status === 302).length).toBeGreaterThan(0);
    for (const [index, answer] of answers.entries()) {
      if (answer) expect(await market.ownerOf(items[index] ?? 0)).toBe(buyers[index]?.id);
    }
    await market.expectValidLedger();
  });
});

it('a server waits at most 10 s for incomplete requests', async () => {
  await sendPartly('GET / HTTP/1.1\r\nHost: x\r\nX-Hal');
  await sendPartly('POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nusername=');
  await sendPartly(
    'GET /_next/webpack-hmr HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
      'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  );
  const { code, took } = await endBy('SIGTERM');
  expect(code).toBe(0);
  expect(took).toBeGreaterThan(5_000);
  expect(took).toBeLessThan(14_000);
});

it('a server does not wait for a connection without a request', async () => {
  await sendPartly('');
  const { code, took } = await endBy('SIGTERM');
  expect(code).toBe(0);
  expect(took).toBeLessThan(5_000);
});

it('a second signal ends a server at once', async () => {
  await sendPartly('GET / HTTP/1.1\r\nHost: x\r\nX-Hal');
  process.kill(server.pid, 'SIGINT');
  await new Promise((resume) => setTimeout(resume, 300));
  const { code, took } = await endBy('SIGINT');
  expect(code).toBe(0);
  expect(took).toBeLessThan(2_000);
});

it('a server that stops accepts no new connection', async () => {
  await sendPartly('GET / HTTP/1.1\r\nHost: x\r\nX-Hal');
  process.kill(server.pid, 'SIGTERM');
  await new Promise((resume) => setTimeout(resume, 500));
  await expect(fetch(`${server.url}/login`)).rejects.toThrow();
  await endBy('SIGTERM');
});

it('a server that has stopped leaves one complete database file', async () => {
  const market = new Market(server);
  await market.addBuyers(3);
  const file = server.databaseUrl.slice('file:'.length);
  await endBy('SIGTERM');
  const folder = mkdtempSync(join(tmpdir(), 'market-alone-'));
  try {
    copyFileSync(file, join(folder, 'copy.db'));
    const copy = openDatabase({ url: `file:${join(folder, 'copy.db')}`, mode: 'rw' });
    const { members } = await copy.orm.get<{ members: number }>(
      sql`select count(*) members from users`,
    );
    copy.close();
    expect(members).toBe(3);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('a second server does not start with the same database', async () => {
  await expect(startServer({ databaseUrl: server.databaseUrl })).rejects.toThrow(
    new RegExp(`${server.databaseUrl.slice('file:'.length)}.*${server.pid}`),
  );
});
