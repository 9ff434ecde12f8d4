import type { ItemFields } from '../validation.ts';

/** What the owner of a kite writes about it: the fields of an item, for tests. */
export const KITE: ItemFields = { name: 'Kite', description: 'Flies well.', category: null };
