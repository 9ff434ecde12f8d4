import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { keyFor } from '../../keys.ts';

// A device is its random id, and a mark for each member who has logged in on it: `id.mark.mark…`.
// A mark is made with a key that only the market has, from the id and the member, so nobody can
// make one, and nobody else can tell whose it is.

const DEVICE = /^[\w-]{22}(\.[\w-]{22})*$/;
const BYTES = 16;

/** Of how many members one device is known to be; the last ones to log in. */
export const MOST_MEMBERS = 10;

/**
 * The id of a device on which this member has logged in before, or null for one that is a stranger.
 * @param cookie what the device says of itself
 */
export function knownDevice(cookie: string | undefined, memberId: number): string | null {
  const { id, marks } = read(cookie);
  const expected = markOf(id, memberId);
  return marks.some((mark) => timingSafeEqual(Buffer.from(mark), Buffer.from(expected)))
    ? id
    : null;
}

/** What a device says of itself from now on, since this member has logged in on it. */
export function deviceOf(cookie: string | undefined, memberId: number): string {
  const { id, marks } = read(cookie);
  const mark = markOf(id, memberId);
  const others = marks.filter((other) => other !== mark);
  return [id, mark, ...others].slice(0, 1 + MOST_MEMBERS).join('.');
}

function read(cookie: string | undefined): { id: string; marks: string[] } {
  const [id, ...marks] = cookie && DEVICE.test(cookie) ? cookie.split('.') : [];
  return {
    id: id ?? randomBytes(BYTES).toString('base64url'),
    marks: marks.slice(0, MOST_MEMBERS),
  };
}

function markOf(id: string, memberId: number): string {
  const digest = createHmac('sha256', keyFor('devices')).update(`${id}:${memberId}`).digest();
  return digest.subarray(0, BYTES).toString('base64url');
}
