/** Which page: after the row with id `after`, or before the row with id `before`. Else the first page. */
export type Position = { before?: number | undefined; after?: number | undefined };

/** `before` of the previous page and `after` of the next page. Null = there is no such page. */
export type Neighbours = { previous: number | null; next: number | null };

/** Reads at most `limit` rows beyond an id, nearest row first. */
type ReadRows<Row> = (id: number, limit: number) => Promise<Row[]>;

/**
 * Reads a page of a list in descending order of ids. Pages start at ids and not at row numbers, so they
 * stay the same while rows are added to the list.
 * @param size the highest number of rows of a page
 */
export async function readPage<Row extends { id: number }>(
  { after, before }: Position,
  size: number,
  { older, newer }: { older: ReadRows<Row>; newer: ReadRows<Row> },
): Promise<Neighbours & { rows: Row[] }> {
  // Both branches read one extra row, to find out whether another page follows.
  if (after === undefined && before !== undefined) {
    const found = await newer(before, size + 1);
    const rows = found.slice(0, size).reverse();
    return {
      rows,
      previous: found.length > size ? (rows[0]?.id ?? null) : null,
      // If this page is empty, the next page starts with the row `before`.
      next: rows.at(-1)?.id ?? before + 1,
    };
  }
  const found = await older(after ?? Number.MAX_SAFE_INTEGER, size + 1);
  const rows = found.slice(0, size);
  return {
    rows,
    previous: after === undefined ? null : (rows[0]?.id ?? after - 1),
    next: found.length > size ? (rows.at(-1)?.id ?? null) : null,
  };
}
