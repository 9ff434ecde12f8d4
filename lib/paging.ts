/** The page that follows the row of an id, or the one before it; else the first. */
export type Position = { before?: number | undefined; after?: number | undefined };

/** The ids that the pages beside a page go on from; null at an end. */
export type Neighbours = { previous: number | null; next: number | null };

/** Reads rows beyond an id, the nearest first, and no more than so many. */
type Read<Row> = (id: number, limit: number) => Promise<Row[]>;

/**
 * A page of a list in the order of its ids, newest first. Nothing is counted off: pages stay as they
 * are while others add to the list.
 */
export async function readPage<Row extends { id: number }>(
  { after, before }: Position,
  size: number,
  { older, newer }: { older: Read<Row>; newer: Read<Row> },
): Promise<Neighbours & { rows: Row[] }> {
  // One row more than a page is read, to know whether there is another.
  if (after === undefined && before !== undefined) {
    const found = await newer(before, size + 1);
    const rows = found.slice(0, size).reverse();
    return {
      rows,
      previous: found.length > size ? (rows[0]?.id ?? null) : null,
      // Where nothing is left, the row of the id is on the next page.
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
