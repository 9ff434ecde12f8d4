import { createHmac, randomBytes } from 'node:crypto';
import { areSecretsEqual, keyFor } from '../../keys.ts';

// The device cookie is `id.mark.mark…`: a random id, and a mark for each member who has logged in on
// the device. A mark is an HMAC of the device id and the member id, with a secret key of the market.
// So nobody can forge a mark, and nobody can tell from a mark who the member is.

const COOKIE_FORMAT = /^[\w-]{22}(\.[\w-]{22})*$/;
const ID_BYTES = 16;

/** How many members a device cookie can hold. The members who logged in last are kept. */
export const DEVICE_MEMBER_LIMIT = 10;

/**
 * The id of the device, if this member has logged in on it before. Otherwise null.
 * @param cookie the value of the device cookie
 */
export function knownDevice(cookie: string | undefined, memberId: number): string | null {
  const { id, marks } = parseCookie(cookie);
  const expected = computeMark(id, memberId);
  return marks.some((mark) => areSecretsEqual(mark, expected)) ? id : null;
}

/**
 * The new device cookie after a login of this member.
 * @param cookie the old value; undefined or an invalid value starts a new device
 */
export function addDeviceMember(cookie: string | undefined, memberId: number): string {
  const { id, marks } = parseCookie(cookie);
  const mark = computeMark(id, memberId);
  const others = marks.filter((other) => other !== mark);
  return [id, mark, ...others].slice(0, 1 + DEVICE_MEMBER_LIMIT).join('.');
}

function parseCookie(cookie: string | undefined): { id: string; marks: string[] } {
  const [id, ...marks] = cookie && COOKIE_FORMAT.test(cookie) ? cookie.split('.') : [];
  return {
    id: id ?? randomBytes(ID_BYTES).toString('base64url'),
    marks: marks.slice(0, DEVICE_MEMBER_LIMIT),
  };
}

function computeMark(id: string, memberId: number): string {
  const digest = createHmac('sha256', keyFor('devices')).update(`${id}:${memberId}`).digest();
  return digest.subarray(0, ID_BYTES).toString('base64url');
}
