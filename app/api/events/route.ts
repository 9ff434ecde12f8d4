import { watchShelf } from '@/lib/shelf/watch';

/** How many streams may be open at once. Other browsers see changes on their next page. */
const STREAM_LIMIT = 1_000;
/** How often a stream sends a comment, so that proxies keep the connection open. */
const HEARTBEAT_MS = 25_000;

/** For each open stream, the function that ends it. */
const streams = new Set<() => void>();

/** The version of the shelf, and every later version, as server-sent events. */
export function GET({ signal }: Request): Response {
  if (streams.size >= STREAM_LIMIT) return new Response(null, { status: 503 });
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text));
      send('retry: 2000\n\n');
      const unwatch = watchShelf((version) => send(`data: ${version}\n\n`));
      const heartbeat = setInterval(() => send(':\n\n'), HEARTBEAT_MS);
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
      // Without this header, nginx would collect the events until its buffer is full.
      'X-Accel-Buffering': 'no',
    },
  });
}
