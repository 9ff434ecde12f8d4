import { desc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import { prepared } from '@/db/database';
import { itemEdits, items, transfers, users } from '@/db/schema';
import { buildEvents, type ItemEvent } from './events.ts';

/** The history of an item, latest event first. */
export type Provenance = {
  events: ItemEvent[];
  /** Whether older trades or edits are left out. */
  more: boolean;
};

/** The history shows at most this many trades and this many edits. */
export const HISTORY_LIMIT = 50;

const payer = alias(users, 'payer');
const payee = alias(users, 'payee');
const undone = alias(transfers, 'undone');

const lastTrades = prepared((orm) =>
  orm
    .select({
      kind: transfers.kind,
      payer: { id: payer.id, name: payer.username, closedAt: payer.closedAt },
      payee: { id: payee.id, name: payee.username, closedAt: payee.closedAt },
      amount: transfers.amount,
      reversed: undone.kind,
      at: transfers.createdAt,
    })
    .from(transfers)
    .leftJoin(payer, eq(payer.id, transfers.fromUserId))
    .leftJoin(payee, eq(payee.id, transfers.toUserId))
    .leftJoin(undone, eq(undone.id, transfers.reversesId))
    .where(eq(transfers.itemId, sql.placeholder('item')))
    .orderBy(desc(transfers.id))
    .limit(HISTORY_LIMIT + 1)
    .prepare(),
);

const lastEdits = prepared((orm) =>
  orm
    .select({
      by: { id: users.id, name: users.username, closedAt: users.closedAt },
      field: itemEdits.field,
      before: itemEdits.before,
      after: itemEdits.after,
      at: itemEdits.createdAt,
    })
    .from(itemEdits)
    .innerJoin(users, eq(users.id, itemEdits.userId))
    .where(eq(itemEdits.itemId, sql.placeholder('item')))
    .orderBy(desc(itemEdits.id))
    .limit(HISTORY_LIMIT + 1)
    .prepare(),
);

const beginning = prepared((orm) =>
  orm
    .select({
      by: { id: users.id, name: users.username, closedAt: users.closedAt },
      at: items.createdAt,
    })
    .from(items)
    .leftJoin(users, eq(users.id, items.addedBy))
    .where(eq(items.id, sql.placeholder('item')))
    .prepare(),
);

/** The history of an item: who added it, its owners and prices, and its edits. */
export async function getProvenance(item: number): Promise<Provenance> {
  const [trades, edits, added] = await Promise.all([
    lastTrades().all({ item }),
    lastEdits().all({ item }),
    beginning().get({ item }),
  ]);
  const fromTheStart = trades.length <= HISTORY_LIMIT;
  const events: ItemEvent[] = [
    ...(added ? [{ kind: 'added' as const, ...added }] : []),
    ...buildEvents(
      trades.slice(0, HISTORY_LIMIT).reverse(),
      fromTheStart ? (added?.by ?? null) : null,
    ),
    ...edits
      .slice(0, HISTORY_LIMIT)
      .reverse()
      .map((edit) => ({ kind: 'edited' as const, ...edit })),
  ];
  // The sort is stable, so events with the same time keep this order.
  events.sort((one, other) => one.at.getTime() - other.at.getTime());
  return { events: events.reverse(), more: !fromTheStart || edits.length > HISTORY_LIMIT };
}
