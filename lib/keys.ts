import { hkdfSync } from 'node:crypto';
import { env } from './env.ts';

/**
 * Derives a key of 32 bytes from SECRET_KEY for one purpose. A leaked key reveals no other key.
 * @throws EnvError when the environment is wrong
 */
export function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', env().SECRET_KEY, '', purpose, 32));
}
