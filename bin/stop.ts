import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * How long a stop waits for open requests and jobs. The database may take 2 s more, so a stop takes
 * 10 s at most. After 10 s Docker kills a process.
 */
const STOP_WAIT_MS = 8_000;

/** How often a stop closes connections that are idle. */
const CHECK_INTERVAL_MS = 50;

/**
 * Ends the process with code 0 on SIGINT, SIGTERM and SIGHUP. The server takes no new connection,
 * ends event streams, and answers the open requests; a stop takes 10 s at most. A second signal
 * ends the process at once.
 *
 * @param begun waits for other work that has begun, beside the requests; must not throw
 * @param finish the last work, after the last response; must not throw
 * @returns `answering`, to be called with every response before it begins
 */
export function stopOnSignals(
  server: Server,
  { begun, finish }: { begun: () => Promise<void>; finish: () => Promise<void> },
) {
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
      // Browsers open connections in advance. Node does not count an unused connection as idle.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      server.closeIdleConnections();
    }, CHECK_INTERVAL_MS);
    const ended = Promise.all([closed, begun()]);
    await Promise.race([ended, new Promise((done) => setTimeout(done, STOP_WAIT_MS))]);
    clearInterval(look);
    for (const socket of sockets) socket.destroy();
    await finish();
    console.log('Stopped.');
    process.exit(0);
  }

  for (const signal of SIGNALS) process.on(signal, () => void stop());

  return {
    /** Registers a response that is about to begin. */
    answering(response: ServerResponse): void {
      responses.add(response);
      response.once('close', () => responses.delete(response));
      if (stopping) response.setHeader('Connection', 'close');
    },
  };
}

/** Whether a response is an event stream that has begun: such a stream never ends by itself. */
function isStream(response: ServerResponse): boolean {
  return (
    response.headersSent &&
    String(response.getHeader('content-type')).startsWith('text/event-stream')
  );
}
