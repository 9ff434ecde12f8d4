import { cookies, headers } from 'next/headers';

export type FlashCategory = 'success' | 'info' | 'warning' | 'danger';
export type FlashMessage = {
  category: FlashCategory;
  text: string;
  /** The transfer that a button beside the message takes back. */
  undo?: number | undefined;
};

/** The cookie a message travels in, to the next page. */
export const FLASH_COOKIE = 'market-flash';
/** The header in which `proxy.ts` hands the cookie to that page, having deleted it. */
export const FLASH_HEADER = 'x-market-flash';

/** Leaves a message for the next page that this client opens. For actions and routes. */
export async function addFlash(message: FlashMessage): Promise<void> {
  const jar = await cookies();
  // Next decodes the cookies of an action twice, and fails at a percent sign that is left then.
  const text = JSON.stringify([message]).replaceAll('%', '\\u0025');
  // Readable by scripts: the page that has shown it deletes it there too (see FlashRegion).
  jar.set(FLASH_COOKIE, text, { path: '/', sameSite: 'lax', maxAge: 60 });
}

/** The messages left for this page. */
export async function readFlash(): Promise<FlashMessage[]> {
  const text = (await headers()).get(FLASH_HEADER);
  return text ? parseFlash(text) : [];
}

/** Reads a flash cookie's value; whatever is no message is dropped. */
export function parseFlash(encoded: string): FlashMessage[] {
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
