import { sql } from 'drizzle-orm';

// The weighted sum of the ten digits of `n`, from the right. The weights are 3, 1, 3, 1 and so on.
// The first digit of the barcode is 4 and has weight 3, so it adds 12 to the sum.
const weighted = Array.from(
  { length: 10 },
  (_, place) => `${place % 2 ? 1 : 3} * (n / ${10 ** place} % 10)`,
).join(' + ');

const barcode = `'4' || printf('%010d', n) || ((100 - (12 + ${weighted}) % 10) % 10)`;

/**
 * SQL for a UPC-A barcode that no item has. Number system 4 is free for use inside a shop. The barcode
 * contains the id after the highest item id, or the next number whose barcode is free.
 */
export const inHouseBarcode = sql.raw(`(
  with recursive candidate(n) as (
    select coalesce(max(id), 0) + 1 from items
    union all
    select n + 1 from candidate where exists (select 1 from items where items.barcode = ${barcode})
  )
  select ${barcode} from (select max(n) as n from candidate)
)`);
