import { keyFor } from '../../keys.ts';

/**
 * Gives Next the key with which it encrypts the variables that server actions close over. The key
 * belongs to this market, because the key of the build is no secret (`bin/build.ts`).
 */
export function setActionKey(): void {
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ||= keyFor('server actions').toString('base64');
}
