import { watchShelf } from '@/lib/shelf/watch';

/** How many browsers are told of changes at once; the others see them on their next page. */
const MOST_STREAMS = 1_000;
/** So that what stands between keeps the connection, in milliseconds. */
const HEARTBEAT = 25_000;

/** Each open stream, by what ends it. */
const streams = new Set<() => void>();

/** The shelf's version, and every later one, as server-sent events. */
export function GET({ signal }: Request): Response {
  if (streams.size >= MOST_STREAMS) return new Response(null, { status: 503 });
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      send('retry: 2000\n\n');
      const unwatch = watchShelf((version) => send(`data: ${version}\n\n`));
      const heartbeat = setInterval(() => send(':\n\n'), HEARTBEAT);
      end = () => {
        if (!streams.delete(end)) return;
        unwatch();
        clearInterval(heartbeat);
        controller.close();
      };
      streams.add(end);
      signal.addEventListener('abort', end);
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      // nginx would otherwise keep what is sent until it has a buffer full.
      'X-Accel-Buffering': 'no',
    },
  });
}
