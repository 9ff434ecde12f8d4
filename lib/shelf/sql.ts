import { type SQL, sql } from 'drizzle-orm';
import { prepared, preparedPer } from '@/db/database';
import { firstPhotoOf } from '../items/photos/queries.ts';
import { CONDITIONS, type ConditionName } from './filters.ts';
import { MOST_CHECKED, MOST_FOUND } from './limits.ts';
import { ORDERS, type Sort } from './orders.ts';

/** What the SQL of a list depends on. Each kind of list is prepared once; the values come later. */
export type ListKind = {
  /** Whether the list shows the matches of a text. */
  hasText: boolean;
  conditions: readonly ConditionName[];
  sort: Sort;
  /** Whether the page ends before its cursor. Its rows come in the opposite order then. */
  backwards: boolean;
};

const value = (name: string) => sql.placeholder(name);

const FOR_SALE = sql`sale_price is not null`;

const columns = sql`items.id, items.name, items.barcode, items.category, items.owner_id, items.price,
  items.sale_price, items.asking_price, items.sold_for, items.offered_at`;

// A `ListedItem`, by names that mean the same in the table and in a subquery.
const shown = {
  id: sql<number>`id`,
  name: sql<string>`name`,
  barcode: sql<string>`barcode`,
  ownerId: sql<number | null>`owner_id`,
  ownerName: sql<string | null>`(select username from users where users.id = owner_id)`,
  price: sql<number>`price`,
  salePrice: sql<number | null>`sale_price`,
  askingPrice: sql<number | null>`asking_price`,
  soldFor: sql<number | null>`sold_for`,
  offeredAt: sql<number>`offered_at`,
};

/** Whether one index finds the whole list: then no row is read in vain. Most lists are so. */
export function isServedByIndex(kind: ListKind): boolean {
  return !kind.hasText && divide(kind).rowByRow.length === 0;
}

/** A page of a list that an index serves. */
export const pageByIndex = preparedPer((orm, kind: ListKind) =>
  orm
    .select({ ...shown, photo: firstPhotoOf('items.id') })
    .from(sql`items`)
    .where(sql`${allOf(divide(kind).byIndex)} and ${beyondCursor(kind)}`)
    .orderBy(inOrder(kind))
    .limit(value('limit'))
    .prepare(),
);

/** How many items a list has that an index serves. Counts no further than `MOST_FOUND` + 1. */
export const countByIndex = preparedPer((orm, kind: ListKind) =>
  orm
    .select({ found: sql<number>`count(*)` })
    .from(sql`(select 1 from items where ${fromStart(kind)} limit ${MOST_FOUND + 1})`)
    .prepare(),
);

/**
 * A page of any other list, with the number of its items: `found` counts no further than
 * `MOST_FOUND` + 1, and `cut` says whether there were more items than the query looks at. One query
 * answers both, since a second query would have to look at the same items again. A page without
 * items is one row, whose other columns are null.
 */
export const pageByChecking = preparedPer((orm, kind: ListKind) =>
  orm
    .select({
      ...shown,
      id: sql<number | null>`id`,
      photo: firstPhotoOf('picked.id'),
      found: sql<number>`found`,
      cut: sql<number>`cut`,
    })
    .from(kind.hasText ? checkedMatches(kind) : checkedRows(kind))
    .prepare(),
);

/** How many items match a text. Counts no further than `MOST_FOUND` + 1. */
export const countMatches = prepared((orm) =>
  orm
    .select({ found: sql<number>`count(*)` })
    .from(sql`(select 1 from items_search where items_search match ${value('q')}
      limit ${MOST_FOUND + 1})`)
    .prepare(),
);

/** The cursor of the last row that a page checks. No row when the list ends before. */
export const lastChecked = preparedPer((orm, kind: ListKind) =>
  orm
    .select({ id: sql<number>`id`, key: sql<number | string>`${ORDERS[kind.sort].key}` })
    .from(sql`items`)
    .where(sql`${allOf(divide(kind).byIndex)} and ${beyondCursor(kind)}`)
    .orderBy(inOrder(kind))
    .limit(1)
    .offset(MOST_CHECKED - 1)
    .prepare(),
);

// `hits` are the newest matches of the text, and `chosen` are those that pass the filters. SQLite
// sorts only the keys of `chosen`; the other columns are read for the items of the page alone.
function checkedMatches(kind: ListKind): SQL {
  const { byIndex, rowByRow } = divide(kind);
  const { key, column = key } = ORDERS[kind.sort];
  return sql`(
    with hits as materialized (
      select rowid as id from items_search where items_search match ${value('q')}
      order by rowid desc limit ${MOST_FOUND + 1}
    ), chosen as materialized (
      select items.id, ${column} from hits cross join items on items.id = hits.id
      where ${allOf([...byIndex, ...rowByRow])}
    )
    select * from (
      select (select count(*) from chosen) as found,
        (select count(*) from hits) > ${MOST_FOUND} as cut
    ) as tally left join (
      select ${columns} from (
          select id as place from chosen where ${beyondCursor(kind)}
          order by ${inOrder(kind)} limit ${value('limit')}
        ) cross join items on items.id = place
    ) as shown) as picked`;
}

// Reads the next rows of an index, and keeps those that pass the filters which no index serves.
function checkedRows(kind: ListKind): SQL {
  const { byIndex, rowByRow } = divide(kind);
  const forwards = { ...kind, backwards: false };
  return sql`(
    select * from (
      select (
          select count(*) from (
            select 1 from (${nextRows(forwards, fromStart(kind))}) where ${allOf(rowByRow)}
            limit ${MOST_FOUND + 1}
          )
        ) as found,
        exists (select 1 from items where ${fromStart(kind)} limit 1 offset ${MOST_CHECKED}) as cut
    ) as tally left join (
      select * from (${nextRows(kind, sql`${allOf(byIndex)} and ${beyondCursor(kind)}`)})
      where ${allOf(rowByRow)} limit ${value('limit')}
    ) as shown) as picked`;
}

// The LIMIT bounds the work. It also keeps SQLite from merging this query with the query around it:
// the merged query could use another index, and would have to sort.
function nextRows(kind: ListKind, where: SQL): SQL {
  return sql`select ${columns} from items where ${where}
    order by ${inOrder(kind)} limit ${MOST_CHECKED}`;
}

// Divides the conditions into those that the index of a sort finds, and those to check row by row.
// SQLite uses one index. When two conditions have an index of their own, the index of the condition
// that `FILTERS` declares later is used.
function divide({ conditions, sort }: ListKind) {
  const limits = conditions.filter((name) => CONDITIONS[name].limitsKeyOf?.includes(sort));
  const indexed = conditions.findLast((name) => CONDITIONS[name].hasIndexFor?.includes(sort));
  const served = indexed ? [...limits, indexed] : limits;
  const byIndex = served.map((name) => CONDITIONS[name].sql);
  if (!indexed || !CONDITIONS[indexed].isForSale) byIndex.unshift(FOR_SALE);
  const others = conditions.filter((name) => !served.includes(name));
  return { byIndex, rowByRow: others.map((name) => CONDITIONS[name].sql) };
}

const allOf = (parts: readonly SQL[]) => sql.join([...parts], sql` and `);

// The first comparison says nothing new, but SQLite finds an index on an expression only by a
// comparison of the expression alone.
function beyondCursor({ sort, backwards }: ListKind): SQL {
  const { key, descending } = ORDERS[sort];
  const sign = sql.raw(descending === backwards ? '>' : '<');
  return sql`${key} ${sign}= ${value('key')} and (${key}, id) ${sign} (${value('key')}, ${value('id')})`;
}

// The list from its first item on. Every item passes the comparison with `start`; because of it,
// SQLite uses the same index as for a page of the list.
function fromStart(kind: ListKind): SQL {
  const { key, descending } = ORDERS[kind.sort];
  const sign = sql.raw(descending ? '<=' : '>=');
  return sql`${allOf(divide(kind).byIndex)} and ${key} ${sign} ${value('start')}`;
}

function inOrder({ sort, backwards }: ListKind): SQL {
  const { key, descending } = ORDERS[sort];
  const direction = sql.raw(descending === backwards ? 'asc' : 'desc');
  return sql`${key} ${direction}, id ${direction}`;
}
