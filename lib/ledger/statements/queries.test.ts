import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addItem, addMember, budgetOf } from '@/db/testing/rows';
import { offerItem } from '../../items/offers/mutations.ts';
import { closeAccount } from '../../people/accounts/mutations.ts';
import { purchaseItem, sellItemBack } from '../../trading/mutations.ts';
import { undoTrade } from '../../trading/undo/mutations.ts';
import {
  getMonthRange,
  getStatementPage,
  getTotals,
  listEntriesAfter,
  WHOLE_STATEMENT,
} from './queries.ts';

const db = databasePerTest();
const [ann, ben] = [1, 2];

/** Each entry as a short text. */
const summarize = (entries: Awaited<ReturnType<typeof getStatementPage>>['entries']) =>
  entries.map(({ kind, change, budget, other }) =>
    [kind, change, budget, other ? other.username : 'the market'].join(' '),
  );

beforeEach(async () => {
  for (const member of [ann, ben]) await addMember(db(), member);
  await addItem(db(), 1, 300);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a statement', () => {
  it('has the other side, the change and the budget of each trade', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 400 });
    const { transferId } = await purchaseItem({ memberId: ben, itemId: 1 });
    await undoTrade({ memberId: ben, transferId });
    expect(summarize((await getStatementPage(ann)).entries)).toEqual([
      'reversal -400 700 member2',
      'purchase 400 1100 member2',
      'purchase -300 700 the market',
      'opening 1000 1000 the market',
    ]);
    const { entries } = await getStatementPage(ben);
    expect(summarize(entries)).toEqual([
      'reversal 400 1000 member1',
      'purchase -400 600 member1',
      'opening 1000 1000 the market',
    ]);
    const [reversal, purchase] = entries;
    expect(purchase).toMatchObject({
      id: transferId,
      item: { id: 1, name: 'Item 1' },
      reverses: null,
      undone: true,
    });
    expect(reversal).toMatchObject({
      item: { id: 1, name: 'Item 1' },
      reverses: { kind: 'purchase', at: purchase?.at },
      undone: false,
    });
  });

  it('has only the transfers of the member', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    expect(summarize((await getStatementPage(ben)).entries)).toEqual([
      'opening 1000 1000 the market',
    ]);
    expect((await getStatementPage(99)).entries).toEqual([]);
  });

  it('marks members who have closed their account', async () => {
    await purchaseItem({ memberId: ann, itemId: 1 });
    await offerItem({ memberId: ann, itemId: 1, askingPrice: 400 });
    await purchaseItem({ memberId: ben, itemId: 1 });
    await closeAccount(ann);
    const [newest] = (await getStatementPage(ben)).entries;
    expect(newest?.other).toEqual({ username: 'Closed account', closed: true });
  });
});

describe('the pages of a statement', () => {
  /** A page of four entries. */
  const readFour = (position: { before?: number; after?: number }, range = WHOLE_STATEMENT) =>
    getStatementPage(ann, position, range, 4);

  beforeEach(async () => {
    for (let time = 0; time < 5; time += 1) {
      await purchaseItem({ memberId: ann, itemId: 1 });
      await sellItemBack({ memberId: ann, itemId: 1 });
    }
    await purchaseItem({ memberId: ann, itemId: 1 });
  });

  it('have each entry once with the same budget, forwards and backwards', async () => {
    const whole = (await getStatementPage(ann)).entries;
    expect(whole).toHaveLength(12);
    expect(whole[0]?.budget).toBe(await budgetOf(db(), ann));
    expect(whole.at(-1)?.budget).toBe(1_000);

    const pages = [await readFour({})];
    for (let at = pages[0]; at?.next; at = pages.at(-1))
      pages.push(await readFour({ after: at.next }));
    expect(pages.map(({ entries }) => entries.length)).toEqual([4, 4, 4]);
    expect(pages.flatMap(({ entries }) => entries)).toEqual(whole);
    expect(pages[0]?.previous).toBeNull();

    const back = [await readFour({ before: pages[2]?.previous ?? 0 })];
    for (let at = back[0]; at?.previous; at = back.at(-1))
      back.push(await readFour({ before: at.previous }));
    expect(back.reverse().flatMap(({ entries }) => entries)).toEqual(whole.slice(0, 8));
    expect(await listEntriesAfter(ann, 0, 100)).toEqual(whole.toReversed());
  });

  it('stay the same while the member and others trade', async () => {
    const second = await readFour({ after: (await readFour({})).next ?? 0 });
    await addItem(db(), 2, 50);
    await purchaseItem({ memberId: ann, itemId: 2 });
    await sellItemBack({ memberId: ann, itemId: 2 });
    await purchaseItem({ memberId: ben, itemId: 2 });
    const again = await readFour({ after: (second.entries[0]?.id ?? 0) + 1 });
    expect(again.entries).toEqual(second.entries);
  });

  it('have entries that add up to the totals', async () => {
    expect(await getTotals(ann)).toEqual({ in: 2_500, out: 1_800 });
    expect(await getTotals(ben)).toEqual({ in: 1_000, out: 0 });
    expect(await getTotals(99)).toEqual({ in: 0, out: 0 });
  });
});

describe('the months of a statement', () => {
  /** Inserts a transfer with the given time. */
  const transferAt = (at: Date, from: number | null, to: number | null, amount: number) =>
    db().write([
      sql`insert into transfers (from_user_id, to_user_id, amount, kind, created_at)
          values (${from}, ${to}, ${amount}, 'opening', ${at.getTime()})`,
    ]);

  const carl = 3;

  beforeEach(async () => {
    await db().write([
      sql`insert into users (id, username, username_key, email, email_key)
          values (${carl}, 'carl', 'carl', 'c@x', 'c@x')`,
    ]);
    await transferAt(new Date(2026, 8, 30, 23, 59, 59, 999), null, carl, 500);
    await transferAt(new Date(2026, 9, 1), carl, ann, 20);
    await transferAt(new Date(2026, 9, 31, 23, 59, 59, 999), ben, carl, 3);
    await transferAt(new Date(2026, 10, 1), null, carl, 1);
  });

  it.each([
    ['2026-08', [], { in: 0, out: 0 }],
    ['2026-09', ['opening 500 500 the market'], { in: 500, out: 0 }],
    ['2026-10', ['opening 3 483 member2', 'opening -20 480 member1'], { in: 3, out: 20 }],
    ['2026-11', ['opening 1 484 the market'], { in: 1, out: 0 }],
    ['2026-12', [], { in: 0, out: 0 }],
  ] as const)('have what happened in them: %s', async (month, expected, totals) => {
    const range = await getMonthRange(carl, month);
    const { entries, previous, next } = await getStatementPage(carl, {}, range);
    expect(summarize(entries)).toEqual(expected);
    expect({ previous, next }).toEqual({ previous: null, next: null });
    expect(await getTotals(carl, range)).toEqual(totals);
  });

  it('have separate pages', async () => {
    const range = await getMonthRange(carl, '2026-10');
    const first = await getStatementPage(carl, {}, range, 1);
    expect(summarize(first.entries)).toEqual(['opening 3 483 member2']);
    const second = await getStatementPage(carl, { after: first.next ?? 0 }, range, 1);
    expect(summarize(second.entries)).toEqual(['opening -20 480 member1']);
    expect(second.next).toBeNull();
    const back = await getStatementPage(carl, { before: second.previous ?? 0 }, range, 1);
    expect(back).toEqual({ ...first, next: first.entries[0]?.id, previous: null });
  });
});
