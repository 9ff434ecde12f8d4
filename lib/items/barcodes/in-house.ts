import { sql } from 'drizzle-orm';

// Of the ten digits between the first and the check digit, from the right; weighted 3 and 1 in turn
// from the left, where the first has 3.
const weighted = Array.from(
  { length: 10 },
  (_, place) => `${place % 2 ? 1 : 3} * (n / ${10 ** place} % 10)`,
).join(' + ');

const barcode = `'4' || printf('%010d', n) || ((100 - (12 + ${weighted}) % 10) % 10)`;

/**
 * SQL for a barcode that no item has: a UPC-A of number system 4, which shops may give away as they
 * like. It carries the number of the next item, or where that code is taken, the next that is free.
 */
export const inHouseBarcode = sql.raw(`(
  with recursive candidate(n) as (
    select coalesce(max(id), 0) + 1 from items
    union all
    select n + 1 from candidate where exists (select 1 from items where items.barcode = ${barcode})
  )
  select ${barcode} from (select max(n) as n from candidate)
)`);
