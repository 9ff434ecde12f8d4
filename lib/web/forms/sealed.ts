import { createHmac, timingSafeEqual } from 'node:crypto';
import { env } from '../../env.ts';

/** Text that only this market can have written, for one header of a request to itself. */
export function seal(text: string): string {
  const body = Buffer.from(text).toString('base64url');
  return `${body}.${signatureOf(body)}`;
}

/** The text of a seal that is ours; null for any other. */
export function unseal(sealed: string): string | null {
  const [body = '', signature = ''] = sealed.split('.');
  const expected = signatureOf(body);
  const same =
    signature.length === expected.length &&
    timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
  return same ? Buffer.from(body, 'base64url').toString() : null;
}

function signatureOf(body: string): string {
  return createHmac('sha256', env().SECRET_KEY).update(`seal:${body}`).digest('base64url');
}
