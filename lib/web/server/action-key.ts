import { keyFor } from '../../keys.ts';

/**
 * Has Next encrypt what server actions close over with a key of this market's own: the one it was
 * built with is no secret (`bin/build.ts`).
 */
export function setActionKey(): void {
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ||= keyFor('server actions').toString('base64');
}
