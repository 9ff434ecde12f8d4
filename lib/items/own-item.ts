import { AppError } from '../errors.ts';

type Row = Record<string, unknown>;

/**
 * The row of an item that a write was asked to change.
 * @param row the item as the write found it, with `name`, and `mine` for whether its actor may do so
 * @param refusal what to refuse with when the actor may not
 * @throws AppError ITEM_NOT_FOUND, or the refusal with the item's name
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
