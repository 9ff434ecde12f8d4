import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * How long a stop waits for what was begun, in milliseconds. With the two seconds that the database
 * may take after that, a stop takes ten, which is when Docker kills.
 */
const LONGEST_WAIT = 8_000;

/** How often connections that have nothing more to do are looked for, in milliseconds. */
const LOOKS_EVERY = 50;

/**
 * Ends the process on SIGINT, SIGTERM and SIGHUP alike, with code 0. No new connection is taken,
 * event streams end, and every request that was begun is answered, within 10 s. A second signal ends
 * the process at once.
 *
 * @param finish what to do last, when nobody is served any more; throws nothing
 * @returns what every response of the server is to be shown to
 */
export function stopOnSignals(server: Server, finish: () => Promise<void>) {
  const sockets = new Set<Socket>();
  const responses = new Set<ServerResponse>();
  let stopping = false;

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  async function stop() {
    if (stopping) process.exit(0);
    stopping = true;
    console.log('Stopping: what was begun is finished first.');
    const closed = new Promise((done) => server.close(done));
    const look = setInterval(() => {
      for (const response of responses) if (isStream(response)) response.end();
      // Browsers open connections that they may never use, and Node does not count those as idle.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      server.closeIdleConnections();
    }, LOOKS_EVERY);
    await Promise.race([closed, new Promise((done) => setTimeout(done, LONGEST_WAIT))]);
    clearInterval(look);
    for (const socket of sockets) socket.destroy();
    await finish();
    console.log('Stopped.');
    process.exit(0);
  }

  for (const signal of SIGNALS) process.on(signal, () => void stop());

  return {
    /** Tells of a response that is about to be made. */
    answering(response: ServerResponse): void {
      responses.add(response);
      response.once('close', () => responses.delete(response));
      if (stopping) response.setHeader('Connection', 'close');
    },
  };
}

/** Whether a response has begun and has no end of its own. */
function isStream(response: ServerResponse): boolean {
  return (
    response.headersSent &&
    String(response.getHeader('content-type')).startsWith('text/event-stream')
  );
}
