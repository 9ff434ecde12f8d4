import { cookies, headers } from 'next/headers';
import { FLASH_COOKIE, type FlashMessage } from './flash-message.ts';

/**
 * The request header in which `proxy.ts` gives the page the flash cookie. The proxy deletes the
 * cookie.
 */
export const FLASH_HEADER = 'x-market-flash';

/** Leaves a message for the next page that this client opens. For actions and routes. */
export async function addFlash(message: FlashMessage): Promise<void> {
  const jar = await cookies();
  // Next decodes the cookies of an action twice. A percent sign would break the second decoding.
  const text = JSON.stringify([message]).replaceAll('%', '\\u0025');
  // Scripts may read the cookie, because `FlashRegion` deletes the cookie once its message is
  // shown.
  jar.set(FLASH_COOKIE, text, { path: '/', sameSite: 'lax', maxAge: 60 });
}

/** The messages left for this page. */
export async function readFlash(): Promise<FlashMessage[]> {
  const text = (await headers()).get(FLASH_HEADER);
  return text ? parseFlash(text) : [];
}

// A client can send any cookie, so only well-formed messages are read.
function parseFlash(encoded: string): FlashMessage[] {
  try {
    const list: unknown = JSON.parse(decodeURIComponent(encoded));
    return Array.isArray(list) ? list.filter(isMessage).slice(0, 3) : [];
  } catch {
    return [];
  }
}

function isMessage(value: unknown): value is FlashMessage {
  const message = value as FlashMessage | null;
  return (
    typeof message?.text === 'string' &&
    message.text.length <= 500 &&
    (message.undo === undefined || (Number.isSafeInteger(message.undo) && message.undo > 0)) &&
    ['success', 'info', 'warning', 'danger'].includes(message.category)
  );
}
