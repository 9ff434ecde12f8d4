import { createHash, hkdfSync, timingSafeEqual } from 'node:crypto';
import { env } from './env.ts';

/**
 * Derives a key of 32 bytes from SECRET_KEY for one purpose. A leaked key reveals no other key.
 * @throws EnvError when the environment is wrong
 */
export function keyFor(purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', env().SECRET_KEY, '', purpose, 32));
}

/**
 * Whether two secret texts are equal. The time of the comparison does not tell where they differ,
 * nor how long they are.
 */
export function areSecretsEqual(one: string, other: string): boolean {
  return timingSafeEqual(digestOf(one), digestOf(other));
}

const digestOf = (text: string) => createHash('sha256').update(text).digest();
