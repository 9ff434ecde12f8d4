import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '@/db/client';
import { database, setDatabase } from '@/db/database';
import { LONG, scaled, seed } from '@/testing/scale';
import { asAppError } from '../errors.ts';
import { offerItem, withdrawItem } from '../items/offers/mutations.ts';
import { auditLedger } from '../ledger/queries.ts';
import { closeAccount } from '../people/accounts/mutations.ts';
import { purchaseItem, sellItemBack } from './mutations.ts';
import { undoTrade } from './undo/mutations.ts';

const RUNS = scaled(20, 1_000);
const RUNS_AT_ONCE = scaled(20, 200);
const OPERATIONS = LONG ? 1_000 : 100;

const MEMBERS = 4;
const ITEMS = 6;
const BUDGET = 1_000;

/** Whether the form has the current price, a wrong price or no price. */
type Seen = 'right' | 'wrong' | 'none';
type TradeForm = { do: 'buy' | 'sell'; member: number; item: number; seen: Seen; keyed: boolean };
type Operation =
  | TradeForm
  | { do: 'price'; item: number; price: number }
  | { do: 'offer'; member: number; item: number; price: number }
  | { do: 'withdraw'; member: number; item: number }
  | { do: 'undo'; member: number; which: number }
  | { do: 'close'; member: number }
  | { do: 'again'; which: number };

/** A sent form. Members and items are indexes in the model. */
type SentForm = {
  kind: 'buy' | 'sell';
  member: number;
  item: number;
  price: number | undefined;
  key: string | undefined;
};

const member = fc.nat(MEMBERS - 1);
// The highest index is an item that does not exist.
const item = fc.nat(ITEMS);
const price = fc.integer({ min: 1, max: 700 });
const which = fc.nat();
const seen = fc.constantFrom<Seen>('right', 'right', 'none', 'wrong');
const one = <Name extends string>(name: Name) => fc.constant(name);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constantFrom('buy' as const, 'buy' as const, 'sell' as const),
      member,
      item,
      seen,
      keyed: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: one('price'), item: fc.nat(ITEMS - 1), price }) },
  { weight: 5, arbitrary: fc.record({ do: one('offer'), member, item, price }) },
  { weight: 1, arbitrary: fc.record({ do: one('withdraw'), member, item }) },
  { weight: 4, arbitrary: fc.record({ do: one('undo'), member, which }) },
  { weight: 2, arbitrary: fc.record({ do: one('again'), which }) },
);
// Closings are rare, because a closed account cannot act any more.
const withClosing: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 150, arbitrary: operation },
  { weight: 1, arbitrary: fc.record({ do: one('close'), member }) },
);
const operations = fc.array<Operation>(
  withClosing,
  // fast-check prefers short lists. This maximum gives OPERATIONS on average.
  { minLength: 1, maxLength: 2.25 * OPERATIONS, size: 'max' },
);

type Form = TradeForm | { do: 'again'; which: number };
type Action = Exclude<Operation, Form>;

function isForm(operation: Operation): operation is Form {
  return ['buy', 'sell', 'again'].includes(operation.do);
}

type Outcome = number | string;
type DoneTrade = {
  kind: 'buy' | 'sell';
  member: number;
  item: number;
  amount: number;
  /** The member who was paid. Null = the market. */
  seller: number | null;
  undone: boolean;
};

/** A simple model of the money rules, without a database. */
class Model {
  readonly budgets: number[] = Array(MEMBERS).fill(BUDGET);
  readonly items = Array.from({ length: ITEMS }, (_, at) => ({
    price: 100 * (at + 1),
    owner: null as number | null,
    soldFor: null as number | null,
    asking: null as number | null,
  }));
  /** All transfers of items in order, including reversals. */
  readonly trades: (DoneTrade | { reverses: DoneTrade; item: number })[] = [];
  /** Items that were offered after their last purchase or sell-back. */
  readonly #offered = new Set<number>();
  readonly #done = new Map<string, { kind: string; item: number; paid: number }>();

  setPrice(item: number, price: number) {
    const thing = this.items[item];
    if (thing) thing.price = price;
  }

  /** @returns the price paid, or the code of the refusal */
  send({ kind, member, item, price, key }: SentForm): Outcome {
    const thing = this.items[item];
    if (!thing) return 'ITEM_NOT_FOUND';
    const earlier = key && this.#done.get(`${member} ${key}`);
    if (earlier) {
      return earlier.kind === kind && earlier.item === item ? earlier.paid : 'KEY_REUSED';
    }
    const forSale = thing.owner === null ? thing.price : thing.asking;
    const paid = kind === 'buy' ? forSale : thing.soldFor;
    if (kind === 'buy' && thing.owner === member) return 'ITEM_ALREADY_YOURS';
    if (kind === 'buy' && paid === null)
      return this.isTaken(item) ? 'ITEM_TAKEN' : 'ITEM_NOT_OFFERED';
    if (kind === 'sell' && thing.owner !== member) return 'NOT_YOUR_ITEM';
    if (paid === null) return 'NEVER_SOLD_BY_MARKET';
    if (price !== undefined && price !== paid) return 'PRICE_CHANGED';
    if (kind === 'buy' && this.budget(member) < paid) return 'INSUFFICIENT_BUDGET';
    const seller = kind === 'buy' ? thing.owner : null;
    this.pay(kind === 'buy' ? member : null, kind === 'buy' ? seller : member, paid);
    if (kind === 'sell') thing.soldFor = null;
    else if (thing.owner === null) thing.soldFor = paid;
    thing.owner = kind === 'buy' ? member : null;
    thing.asking = null;
    this.#offered.delete(item);
    this.trades.push({ kind, member, item, amount: paid, seller, undone: false });
    if (key) this.#done.set(`${member} ${key}`, { kind, item, paid });
    return paid;
  }

  offer(member: number, item: number, price: number): Outcome {
    const thing = this.items[item];
    if (!thing) return 'ITEM_NOT_FOUND';
    if (thing.owner !== member) return 'NOT_YOUR_ITEM';
    if (thing.asking === null) this.#offered.add(item);
    thing.asking = price;
    if (thing.soldFor === null) thing.price = price;
    return price;
  }

  withdraw(member: number, item: number): Outcome {
    const thing = this.items[item];
    if (!thing) return 'ITEM_NOT_FOUND';
    if (thing.owner !== member) return 'NOT_YOUR_ITEM';
    thing.asking = null;
    return 0;
  }

  undo(member: number, which: number): Outcome {
    const trade = this.trades[which];
    if (!trade || 'reverses' in trade || trade.member !== member) return 'NOTHING_TO_UNDO';
    if (trade.undone) return trade.amount;
    const thing = this.items[trade.item];
    const last = this.trades.findLast(({ item }) => item === trade.item);
    const left = trade.kind === 'buy' ? member : null;
    if (!thing || last !== trade || thing.owner !== left || thing.asking !== null)
      return 'CHANGED_SINCE';
    const paid = trade.kind === 'buy' ? trade.seller : member;
    if (paid !== null && this.budget(paid) < trade.amount) return 'CREDITS_ARE_SPENT';
    this.pay(paid, trade.kind === 'buy' ? member : null, trade.amount);
    thing.owner = trade.kind === 'buy' ? trade.seller : member;
    if (trade.kind === 'sell') thing.soldFor = trade.amount;
    else if (trade.seller === null) thing.soldFor = null;
    else thing.asking = trade.amount;
    trade.undone = true;
    this.trades.push({ reverses: trade, item: trade.item });
    return trade.amount;
  }

  close(member: number) {
    this.pay(member, null, this.budget(member));
    for (const thing of this.items) {
      if (thing.owner === member)
        Object.assign(thing, { owner: null, soldFor: null, asking: null });
    }
  }

  /** Whether the last trade is a purchase, and the item was not offered again after it. */
  isTaken(item: number): boolean {
    const last = this.trades.findLast((trade) => trade.item === item);
    return last !== undefined && 'kind' in last && last.kind === 'buy' && !this.#offered.has(item);
  }

  budget(member: number): number {
    return this.budgets[member] ?? 0;
  }

  pay(from: number | null, to: number | null, amount: number) {
    if (from !== null) this.budgets[from] = this.budget(from) - amount;
    if (to !== null) this.budgets[to] = this.budget(to) + amount;
  }
}

const memberId = (index: number) => index + 1;
const itemId = (index: number) => index + 1;

/** Runs in a new market with the members and items of a new model. */
async function inNewMarket(run: () => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'market-model-'));
  const file = join(folder, 'market.db');
  copyFileSync(inject('baseDatabase'), file);
  const opened = openDatabase({ url: `file:${file}` });
  setDatabase(opened);
  try {
    // The test does not check durability, so it saves the time of waiting for the disk.
    await opened.orm.run(sql`pragma synchronous = off`);
    const { items } = new Model();
    await opened.write([
      ...Array.from({ length: MEMBERS }, (_, index) => {
        const name = `member ${memberId(index)}`;
        return [
          sql`insert into users (username, username_key, email, email_key)
              values (${name}, ${name}, ${name}, ${name})`,
          sql`insert into transfers (to_user_id, amount, kind)
              values (${memberId(index)}, ${BUDGET}, 'opening')`,
        ];
      }).flat(),
      ...items.map(
        ({ price }, index) => sql`insert into items (name, price, barcode, description)
          values (${`Item ${index}`}, ${price}, ${String(index)}, '')`,
      ),
    ]);
    await run();
  } finally {
    opened.close();
    rmSync(folder, { recursive: true, force: true });
    // The driver frees statements and connections only in a later turn of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function budgetsNow() {
  const rows = await database().orm.all<{ budget: number }>(
    sql`select budget from users order by id`,
  );
  return rows.map(({ budget }) => budget);
}

const itemsNow = () =>
  database().orm.all<Model['items'][number]>(
    sql`select price, owner_id - 1 as owner, sold_for as soldFor, asking_price as asking
        from items order by id`,
  );

/** The outcome: credits, or the code of the refusal. */
async function outcomeOf(work: Promise<number>): Promise<Outcome> {
  try {
    return await work;
  } catch (error) {
    const appError = asAppError(error);
    if (!appError) throw error;
    return appError.code;
  }
}

function send({ kind, member, item, price, key }: SentForm): Promise<Outcome> {
  const trade = { memberId: memberId(member), itemId: itemId(item), price, key };
  const done = kind === 'buy' ? purchaseItem(trade) : sellItemBack(trade);
  return outcomeOf(done.then(({ price }) => price));
}

/** The id of the transfer of an item at this index. An index past the end gives an unknown id. */
async function transferId(which: number): Promise<number> {
  const rows = await database().orm.all<{ id: number }>(
    sql`select id from transfers where item_id is not null order by id limit 1 offset ${which}`,
  );
  return rows[0]?.id ?? 1_000_000;
}

/** Does an operation that is not a trade form. */
async function runAction(operation: Action, which: number): Promise<Outcome> {
  if (operation.do === 'price') {
    await setPrice(operation.item, operation.price);
    return 0;
  }
  const who = memberId(operation.member);
  if (operation.do === 'close') {
    await closeAccount(who);
    return 0;
  }
  if (operation.do === 'undo') {
    const undone = undoTrade({ memberId: who, transferId: await transferId(which) });
    return outcomeOf(undone.then(({ amount }) => amount));
  }
  const owned = { memberId: who, itemId: itemId(operation.item) };
  if (operation.do === 'withdraw') return outcomeOf(withdrawItem(owned).then(() => 0));
  const { price } = operation;
  return outcomeOf(offerItem({ ...owned, askingPrice: price }).then(() => price));
}

function runActionInModel(operation: Action, which: number, model: Model): Outcome {
  switch (operation.do) {
    case 'price':
      model.setPrice(operation.item, operation.price);
      return 0;
    case 'offer':
      return model.offer(operation.member, operation.item, operation.price);
    case 'withdraw':
      return model.withdraw(operation.member, operation.item);
    case 'undo':
      return model.undo(operation.member, which);
    case 'close':
      model.close(operation.member);
      return 0;
  }
}

const setPrice = (index: number, price: number) =>
  database().write([sql`update items set price = ${price} where id = ${itemId(index)}`]);

/** A form with the current price, or with a changed price. */
function formOf(
  { do: kind, member, item, seen, keyed }: TradeForm,
  model: Model,
  count: number,
): SentForm {
  const thing = model.items[item];
  const forSale = thing?.owner === null ? thing.price : thing?.asking;
  const today = (kind === 'buy' ? forSale : thing?.soldFor) ?? undefined;
  const price = { right: today, wrong: 9_999, none: undefined }[seen];
  // Forms share 40 keys, so some keys are used for different trades.
  const key = keyed ? `form-key-${count % 40}` : undefined;
  return { kind, member, item, price, key };
}

describe(`any sequence of purchases, sell-backs, offers, reversals, closings, price edits and forms sent again (seed ${seed})`, () => {
  const timeout = scaled(60_000, 3_000_000);
  // fast-check may use half of the time to shrink a failure, so it can still report the failure.
  const parameters = {
    numRuns: RUNS,
    seed,
    interruptAfterTimeLimit: timeout / 2,
    markInterruptAsFailure: true,
  };

  it('gives the results of the model, one operation after another', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(operations, (list) =>
        inNewMarket(async () => {
          const model = new Model();
          const sent: SentForm[] = [];
          for (const operation of list) {
            if (!isForm(operation)) {
              // The index is one of the last three trades, or past the end.
              const count = model.trades.length;
              const at =
                operation.do === 'undo' ? count - ((operation.which % (count + 1)) % 4) : 0;
              const expected = runActionInModel(operation, at, model);
              expect(await runAction(operation, at)).toBe(expected);
              continue;
            }
            const form =
              operation.do === 'again'
                ? sent[operation.which % sent.length]
                : formOf(operation, model, sent.length);
            if (!form) continue;
            sent.push(form);
            const expected = model.send(form);
            expect(await send(form)).toBe(expected);
          }
          expect(await budgetsNow()).toEqual(model.budgets);
          expect(await itemsNow()).toEqual(model.items);
          expect((await auditLedger()).differences).toEqual([]);
        }),
      ),
      parameters,
    );
  });

  it('keeps all money rules when operations run at the same time', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(operations, (list) =>
        inNewMarket(async () => {
          await Promise.all(
            list.map((operation, index) => {
              if (operation.do === 'again') return null;
              return isForm(operation)
                ? send(formOf({ ...operation, seen: 'none' }, new Model(), index))
                : runAction(operation, operation.do === 'undo' ? operation.which % list.length : 0);
            }),
          );
          const budgets = await budgetsNow();
          expect(Math.min(...budgets)).toBeGreaterThanOrEqual(0);
          // The budgets, plus the amounts for selling back all items.
          const held = (await itemsNow()).reduce((sum, { soldFor }) => sum + (soldFor ?? 0), 0);
          const total = budgets.reduce((sum, budget) => sum + budget, held);
          // Closing an account gives its credits and items to the market.
          if (list.some((operation) => operation.do === 'close')) {
            expect(total).toBeLessThanOrEqual(MEMBERS * BUDGET);
          } else expect(total).toBe(MEMBERS * BUDGET);
          expect((await auditLedger()).differences).toEqual([]);
        }),
      ),
      { ...parameters, numRuns: RUNS_AT_ONCE },
    );
  });
});
