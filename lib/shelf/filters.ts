import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import '../jitless.ts';
import type { Sort } from './orders.ts';

/** What filters know about the reader. */
export type Reader = {
  /** In credits. */
  budget: number;
  /** Items offered since then are new to the reader. Null at the first visit: every item is new. */
  newSince: Date | null;
};

/** What an item must fulfil. Conditions that no index serves are checked row by row. */
type Condition = {
  sql: SQL;
  /** The sorts whose own index serves the condition, because it limits the key of the sort. */
  limitsKeyOf?: readonly Sort[];
  /** The sorts for which an index of its own serves the condition. */
  hasIndexFor?: readonly Sort[];
  /** Whether that index holds only items for sale, so that nothing else must say so. */
  isForSale?: boolean;
};

/** The conditions by name. A placeholder has the name of its filter. */
const conditions = {
  market: { sql: sql`owner_id is null` },
  members: { sql: sql`asking_price is not null`, hasIndexFor: ['newest'], isForSale: true },
  category: { sql: sql`category = ${sql.placeholder('category')}`, hasIndexFor: ['newest'] },
  affordable: {
    sql: sql`sale_price <= ${sql.placeholder('affordable')}`,
    limitsKeyOf: ['price', '-price'],
  },
  new: { sql: sql`offered_at >= ${sql.placeholder('new')}`, limitsKeyOf: ['newest'] },
} satisfies Record<string, Condition>;

export type ConditionName = keyof typeof conditions;
export const CONDITIONS: Record<ConditionName, Condition> = conditions;

type Filter<Asked> = {
  /** Reads the filter from an address. A text that it cannot read asks for nothing. */
  read: z.ZodType<Asked>;
  /** Which condition the filter sets; null when the address does not ask for the filter. */
  condition(asked: Asked): ConditionName | null;
  /** The value of the placeholder in the condition. */
  value?(asked: Asked, reader: Reader): string | number | null;
};

const filter = <Asked>(declared: Filter<Asked>) => declared;

const ticked = z
  .literal('1')
  .transform(() => true)
  .catch(false);

/** Every filter of the market, under its name in the address, in the order of the address. */
export const FILTERS = {
  from: filter({
    read: z.enum(['market', 'members']).nullable().catch(null),
    condition: (from) => from,
  }),
  category: filter({
    read: z
      .string()
      .transform((name) => name || null)
      .catch(null),
    condition: (category) => (category === null ? null : 'category'),
    value: (category) => category,
  }),
  affordable: filter({
    read: ticked,
    condition: (isAsked) => (isAsked ? 'affordable' : null),
    value: (_, { budget }) => budget,
  }),
  new: filter({
    read: ticked,
    condition: (isAsked) => (isAsked ? 'new' : null),
    value: (_, { newSince }) => newSince?.getTime() ?? 0,
  }),
};

/** What a search asks of each filter. */
export type Filters = {
  [Name in keyof typeof FILTERS]: z.output<(typeof FILTERS)[Name]['read']>;
};

const all: [name: string, Filter<unknown>][] = Object.entries(FILTERS);

/** Reads every filter from the query of an address. */
export function readFilters(query: Record<string, unknown>): Filters {
  return Object.fromEntries(
    all.map(([name, { read }]) => [name, read.parse(query[name])]),
  ) as Filters;
}

/** The conditions that a search sets, and the values of their placeholders. */
export function conditionsOf(search: Partial<Filters>, reader: Reader) {
  const names: ConditionName[] = [];
  const values: Record<string, string | number | null> = {};
  for (const [name, { condition, value }] of all) {
    const asked = search[name as keyof Filters];
    const set = asked === undefined ? null : condition(asked);
    if (set === null) continue;
    names.push(set);
    if (value) values[name] = value(asked, reader);
  }
  return { names, values };
}
