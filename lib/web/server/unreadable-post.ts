import type { IncomingMessage, ServerResponse } from 'node:http';
import { fetchOwnPage } from '../http/loopback.ts';

const ACTION_FORWARDED = 'x-action-forwarded';
const ACTION_NOT_FOUND = 'x-nextjs-action-not-found';
const SENDING = ['writeHead', 'flushHeaders', 'write', 'end'] as const;

/**
 * Answers with a page where Next has only a line of text, or an error 500: to a form that it can't
 * read, or whose action is not one of this build. Our own actions don't throw, so there is no other
 * reason; what a form does wrong of itself is told in `lib/web/forms/define.ts`.
 */
export function answerUnreadForms(request: IncomingMessage, response: ServerResponse): void {
  if (!mayBeAction(request)) return;
  // Sent to another page than its own, an action would be asked for by Next itself, over the
  // network, and its client would seem to be this machine. No page of ours does that.
  if (ACTION_FORWARDED in request.headers) request.headers['next-action'] = 'forwarded';
  const send = {
    head: response.writeHead.bind(response),
    end: response.end.bind(response),
  };
  let ours = false;
  for (const name of SENDING) {
    const next = response[name].bind(response) as (...args: unknown[]) => unknown;
    const instead = (...args: unknown[]) => {
      if (!ours && !response.headersSent && isUnread(response)) {
        ours = true;
        answer().catch((error) => response.destroy(error));
      }
      // A browser would post the form again, to where it is sent.
      if (response.statusCode === 307) response.statusCode = 303;
      return ours ? response : next(...args);
    };
    Object.assign(response, { [name]: instead });
  }

  async function answer() {
    const page = await fetchOwnPage('/status/unreadable', asFetched(request));
    const html = Buffer.from(await page.arrayBuffer());
    // By this one, Next's router in the browser knows that its page is from an older build.
    for (const name of response.getHeaderNames()) {
      if (name !== ACTION_NOT_FOUND) response.removeHeader(name);
    }
    send.head(page.status, Object.fromEntries(page.headers));
    send.end(html);
  }
}

function mayBeAction({ method, headers }: IncomingMessage): boolean {
  const isMultipart = headers['content-type']?.startsWith('multipart/form-data') ?? false;
  return method === 'POST' && (isMultipart || headers['next-action'] !== undefined);
}

function isUnread(response: ServerResponse): boolean {
  if (response.getHeader(ACTION_NOT_FOUND) === '1') return true;
  const isPage = String(response.getHeader('content-type')).startsWith('text/html');
  return response.statusCode >= 500 && !isPage;
}

function asFetched({ headers }: IncomingMessage): Request {
  const sent = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return new Request('http://market.invalid/', { headers: Object.fromEntries(sent) });
}
