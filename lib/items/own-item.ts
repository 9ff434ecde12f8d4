import { AppError } from '../errors.ts';

type Row = Record<string, unknown>;

/**
 * Checks that an item exists and that the member may change it.
 * @param row the row of the item, with `name` and `mine` (whether the member may change it)
 * @param refusal the error code for an item that the member may not change
 * @throws AppError ITEM_NOT_FOUND, or `refusal` with the name of the item
 */
export function requireOwn(
  row: Row | undefined,
  refusal: 'NOT_YOURS_TO_EDIT' | 'NOT_YOUR_ITEM',
): Row & { name: string } {
  if (!row) throw new AppError('ITEM_NOT_FOUND');
  const name = String(row.name);
  if (!row.mine) throw new AppError(refusal, { name });
  return { ...row, name };
}
