import { type SQL, sql } from 'drizzle-orm';
import { prepared, preparedPer } from '@/db/database';
import { firstPhotoOf } from '../items/photos/queries.ts';
import type { Place, Sort } from './validation.ts';

/** How many matches of a search are sorted and filtered, newest first; and the most that is counted. */
export const MOST_FOUND = 1_000;
/** How many items a page looks at to find those that pass a filter which no index serves. */
export const MOST_LOOKED_AT = 5_000;

/** What a walk over the shelf is asked for, less the values. */
export type Shape = {
  search: boolean;
  from: 'market' | 'members' | null;
  category: boolean;
  /** Whether there is a highest price. */
  most: boolean;
  /** Whether there is an earliest time of being offered. */
  since: boolean;
  sort: Sort;
  backwards: boolean;
};

/** The places that all items of an order follow. */
export const BEGINNINGS: Record<Sort, Place> = {
  newest: { key: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER },
  '-price': { key: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER },
  price: { key: -1, id: -1 },
  name: { key: '', id: -1 },
};

const value = (name: string) => sql.placeholder(name);

/** What each order is by; `column` where the key is not one itself. */
const ORDERS: Record<Sort, { key: SQL; column?: SQL; descending: boolean }> = {
  newest: { key: sql`offered_at`, descending: true },
  price: { key: sql`sale_price`, descending: false },
  '-price': { key: sql`sale_price`, descending: true },
  name: { key: sql`name collate nocase`, column: sql`name`, descending: false },
};

const CONDITIONS = {
  forSale: sql`sale_price is not null`,
  market: sql`owner_id is null`,
  members: sql`asking_price is not null`,
  category: sql`category = ${value('category')}`,
  most: sql`sale_price <= ${value('most')}`,
  since: sql`offered_at >= ${value('since')}`,
};
type Condition = keyof typeof CONDITIONS;

const columns = sql`items.id, items.name, items.barcode, items.category, items.owner_id,
  items.asking_price, items.sale_price, items.offered_at`;

const shown = {
  id: sql<number>`id`,
  name: sql<string>`name`,
  price: sql<number>`sale_price`,
  barcode: sql<string>`barcode`,
  sellerId: sql<number | null>`owner_id`,
  seller: sql<string | null>`(select username from users where users.id = owner_id)`,
  offeredAt: sql<number>`offered_at`,
};

/** A page along an index that knows every filter: the way of most pages. */
export const walk = preparedPer((orm, shape: Shape) =>
  orm
    .select({ ...shown, photo: firstPhotoOf('items.id') })
    .from(sql`items`)
    .where(sql`${all(split(shape).walked)} and ${beyond(shape)}`)
    .orderBy(order(shape))
    .limit(value('limit'))
    .prepare(),
);

/** How many items such a way leads along, up to one more than `MOST_FOUND`. */
export const walkLength = preparedPer((orm, shape: Shape) =>
  orm
    .select({ found: sql<number>`count(*)` })
    .from(sql`(select 1 from items where ${whole(shape)} limit ${MOST_FOUND + 1})`)
    .prepare(),
);

/**
 * A page of what is picked out, and how much that is in all, which would cost as much again to ask for
 * alone. `found` and `cut` come even without an item; its columns are null then.
 */
export const pick = preparedPer((orm, shape: Shape) =>
  orm
    .select({
      ...shown,
      id: sql<number | null>`id`,
      photo: firstPhotoOf('picked.id'),
      found: sql<number>`found`,
      cut: sql<number>`cut`,
    })
    .from(shape.search ? pickedByWords(shape) : pickedByLooking(shape))
    .prepare(),
);

/** How many items match a text, up to one more than `MOST_FOUND`. */
export const matches = prepared((orm) =>
  orm
    .select({ found: sql<number>`count(*)` })
    .from(sql`(select 1 from items_search where items_search match ${value('match')}
      limit ${MOST_FOUND + 1})`)
    .prepare(),
);

/** The last place that a page looks at, when there are items behind it. */
export const lastLookedAt = preparedPer((orm, shape: Shape) =>
  orm
    .select({ id: sql<number>`id`, key: sql<number | string>`${ORDERS[shape.sort].key}` })
    .from(sql`items`)
    .where(sql`${all(split(shape).walked)} and ${beyond(shape)}`)
    .orderBy(order(shape))
    .limit(1)
    .offset(MOST_LOOKED_AT - 1)
    .prepare(),
);

/** Whether an index alone leads along what is asked for. */
export function isWalk(shape: Shape): boolean {
  return !shape.search && split(shape).left.length === 0;
}

// The newest matches, those of them that are wanted, and of these a page in the order that is wanted.
// What is sorted is the keys alone: the rest of an item is read for those that are shown.
function pickedByWords(shape: Shape): SQL {
  const { walked, left } = split(shape);
  const { key, column = key } = ORDERS[shape.sort];
  return sql`(
    with hits as materialized (
      select rowid as id from items_search where items_search match ${value('match')}
      order by rowid desc limit ${MOST_FOUND + 1}
    ), chosen as materialized (
      select items.id, ${column} from hits cross join items on items.id = hits.id
      where ${all([...walked, ...left])}
    )
    select * from (
      select (select count(*) from chosen) as found,
        (select count(*) from hits) > ${MOST_FOUND} as cut
    ) as tally left join (
      select ${columns} from (
          select id as place from chosen where ${beyond(shape)}
          order by ${order(shape)} limit ${value('limit')}
        ) cross join items on items.id = place
    ) as shown) as picked`;
}

// Of the items along the index of the order, those that pass the other filters.
function pickedByLooking(shape: Shape): SQL {
  const { walked, left } = split(shape);
  const ahead = { ...shape, backwards: false };
  return sql`(
    select * from (
      select (
          select count(*) from (
            select 1 from (${stretch(ahead, whole(shape))}) where ${all(left)}
            limit ${MOST_FOUND + 1}
          )
        ) as found,
        exists (select 1 from items where ${whole(shape)} limit 1 offset ${MOST_LOOKED_AT}) as cut
    ) as tally left join (
      select * from (${stretch(shape, sql`${all(walked)} and ${beyond(shape)}`)})
      where ${all(left)} limit ${value('limit')}
    ) as shown) as picked`;
}

// The stretch that the filters without an index are applied to. Its LIMIT keeps SQLite from asking
// for more of it than is taken, and from leaving its order.
function stretch(shape: Shape, where: SQL): SQL {
  return sql`select ${columns} from items where ${where}
    order by ${order(shape)} limit ${MOST_LOOKED_AT}`;
}

// What the index of the order finds by itself, and what is left to be looked at.
function split({ from, category, most, since, sort }: Shape) {
  const walked = new Set<Condition>(['forSale']);
  if (sort === 'newest') {
    if (since) walked.add('since');
    if (category) walked.add('category');
    else if (from === 'members') {
      walked.delete('forSale');
      walked.add('members');
    }
  }
  if (most && (sort === 'price' || sort === '-price')) walked.add('most');
  const asked: Condition[] = [];
  if (from) asked.push(from);
  if (category) asked.push('category');
  if (most) asked.push('most');
  if (since) asked.push('since');
  return { walked: [...walked], left: asked.filter((condition) => !walked.has(condition)) };
}

const all = (conditions: readonly Condition[]) =>
  sql.join(
    conditions.map((condition) => CONDITIONS[condition]),
    sql` and `,
  );

// The comparison of the key alone is what an index on an expression is found by.
function beyond({ sort, backwards }: Shape): SQL {
  const { key, descending } = ORDERS[sort];
  const sign = sql.raw(descending === backwards ? '>' : '<');
  return sql`${key} ${sign}= ${value('key')} and (${key}, id) ${sign} (${value('key')}, ${value('id')})`;
}

// All of the walk, which begins at a place that all items follow: so it is found as a page of it is.
function whole(shape: Shape): SQL {
  const { key, descending } = ORDERS[shape.sort];
  const sign = sql.raw(descending ? '<=' : '>=');
  return sql`${all(split(shape).walked)} and ${key} ${sign} ${value('top')}`;
}

function order({ sort, backwards }: Shape): SQL {
  const { key, descending } = ORDERS[sort];
  const direction = sql.raw(descending === backwards ? 'asc' : 'desc');
  return sql`${key} ${direction}, id ${direction}`;
}
