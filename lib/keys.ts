import { hkdfSync } from 'node:crypto';
import { env } from './env.ts';

/** A key made from the secret for one purpose: what leaks of one tells nothing of another. */
export function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', env().SECRET_KEY, '', purpose, 32));
}
