import { createHmac } from 'node:crypto';
import { env } from '../../env.ts';
import { areSecretsEqual } from '../../keys.ts';

/**
 * Signs a text for a header of a request from this market to itself. Nobody else can sign a text.
 */
export function seal(text: string): string {
  const body = Buffer.from(text).toString('base64url');
  return `${body}.${signatureOf(body)}`;
}

/** The text that this market has sealed, or null when the signature is wrong. */
export function unseal(sealed: string): string | null {
  const [body = '', signature = ''] = sealed.split('.');
  return areSecretsEqual(signature, signatureOf(body))
    ? Buffer.from(body, 'base64url').toString()
    : null;
}

function signatureOf(body: string): string {
  return createHmac('sha256', env().SECRET_KEY).update(`seal:${body}`).digest('base64url');
}
