import type { IncomingMessage, ServerResponse } from 'node:http';
import { fetchOwnPage } from '../http/loopback.ts';

const ACTION_FORWARDED = 'x-action-forwarded';
const ACTION_NOT_FOUND = 'x-nextjs-action-not-found';
const SENDING_METHODS = ['writeHead', 'flushHeaders', 'write', 'end'] as const;

/**
 * Answers with a page when Next can't read a form, or when the form's action is not in this build.
 * Next itself would answer with a line of text or an error 500. Our own actions never throw,
 * because `lib/web/forms/define.ts` handles their errors.
 */
export function answerUnreadForms(request: IncomingMessage, response: ServerResponse): void {
  if (!mayBeAction(request)) return;
  // Next forwards an action that was sent to a wrong page to the right page, over the network. The
  // client would then seem to be this machine. No page of ours sends such an action.
  if (ACTION_FORWARDED in request.headers) request.headers['next-action'] = 'forwarded';
  const send = {
    head: response.writeHead.bind(response),
    end: response.end.bind(response),
  };
  let isReplaced = false;
  for (const name of SENDING_METHODS) {
    const original = response[name].bind(response) as (...args: unknown[]) => unknown;
    const replacement = (...args: unknown[]) => {
      if (!isReplaced && !response.headersSent && isUnreadableForm(response)) {
        isReplaced = true;
        answer().catch((error) => response.destroy(error));
      }
      // With status 307 a browser would post the form again to the new address.
      if (response.statusCode === 307) response.statusCode = 303;
      return isReplaced ? response : original(...args);
    };
    Object.assign(response, { [name]: replacement });
  }

  async function answer() {
    const page = await fetchOwnPage('/status/unreadable', toFetchRequest(request));
    const html = Buffer.from(await page.arrayBuffer());
    // This header tells Next's router in the browser that its page is from an older build.
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

function isUnreadableForm(response: ServerResponse): boolean {
  if (response.getHeader(ACTION_NOT_FOUND) === '1') return true;
  const isPage = String(response.getHeader('content-type')).startsWith('text/html');
  return response.statusCode >= 500 && !isPage;
}

function toFetchRequest({ headers }: IncomingMessage): Request {
  const sent = Object.entries(headers).map(([name, value]) => [name, String(value)]);
  return new Request('http://market.invalid/', { headers: Object.fromEntries(sent) });
}
