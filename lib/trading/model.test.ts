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

/** What the form says the price was. */
type Seen = 'right' | 'wrong' | 'none';
type Wish = { do: 'buy' | 'sell'; member: number; item: number; seen: Seen; keyed: boolean };
type Operation =
  | Wish
  | { do: 'price'; item: number; price: number }
  | { do: 'offer'; member: number; item: number; price: number }
  | { do: 'withdraw'; member: number; item: number }
  | { do: 'undo'; member: number; which: number }
  | { do: 'close'; member: number }
  | { do: 'again'; which: number };

/** A form that has been sent. Members and items by their places in the model. */
type Sent = {
  kind: 'buy' | 'sell';
  member: number;
  item: number;
  price: number | undefined;
  key: string | undefined;
};

const member = fc.nat(MEMBERS - 1);
// One item more than there are: forms for items that are gone.
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
// Rare: who is gone does not come back, and soon nobody would be left.
const withClosing: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 150, arbitrary: operation },
  { weight: 1, arbitrary: fc.record({ do: one('close'), member }) },
);
const operations = fc.array<Operation>(
  withClosing,
  // Short lists are made more often than long ones; with this they have OPERATIONS on average.
  { minLength: 1, maxLength: 2.25 * OPERATIONS, size: 'max' },
);

type Form = Wish | { do: 'again'; which: number };
type Act = Exclude<Operation, Form>;

function isForm(operation: Operation): operation is Form {
  return ['buy', 'sell', 'again'].includes(operation.do);
}

type Outcome = number | string;
type DoneTrade = {
  kind: 'buy' | 'sell';
  member: number;
  item: number;
  amount: number;
  /** Who was paid, if a member was. */
  seller: number | null;
  undone: boolean;
};

/** The market as the money rules describe it, in a few lines and no database. */
class Model {
  readonly budgets: number[] = Array(MEMBERS).fill(BUDGET);
  readonly items = Array.from({ length: ITEMS }, (_, at) => ({
    price: 100 * (at + 1),
    owner: null as number | null,
    soldFor: null as number | null,
    asking: null as number | null,
  }));
  /** Every transfer of an item, in order; a reversal is one, too. */
  readonly trades: (DoneTrade | { reverses: DoneTrade; item: number })[] = [];
  /** What has been offered since it was last bought or sold back. */
  readonly #offered = new Set<number>();
  readonly #done = new Map<string, { kind: string; item: number; paid: number }>();

  setPrice(item: number, price: number) {
    const thing = this.items[item];
    if (thing) thing.price = price;
  }

  /** @returns the price that was paid, or why nothing was */
  send({ kind, member, item, price, key }: Sent): Outcome {
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

  /** Whether its owner has bought it, and not offered it since. */
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

/** Gives one run a market of its own, as the model has it at first. */
async function inNewMarket(run: () => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'market-model-'));
  const file = join(folder, 'market.db');
  copyFileSync(inject('baseDatabase'), file);
  const opened = openDatabase({ url: `file:${file}` });
  setDatabase(opened);
  try {
    // This is about what is decided, not about what survives: nothing waits for the disk.
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
    // The driver frees statements and connections when the event loop turns, and not before.
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

/** What came of it: credits, or the code of the refusal. */
async function outcomeOf(work: Promise<number>): Promise<Outcome> {
  try {
    return await work;
  } catch (error) {
    const known = asAppError(error);
    if (!known) throw error;
    return known.code;
  }
}

function send({ kind, member, item, price, key }: Sent): Promise<Outcome> {
  const trade = { memberId: memberId(member), itemId: itemId(item), price, key };
  const done = kind === 'buy' ? purchaseItem(trade) : sellItemBack(trade);
  return outcomeOf(done.then(({ price }) => price));
}

/** The id of a transfer of an item, by its place among them; the next is none. */
async function transferId(which: number): Promise<number> {
  const rows = await database().orm.all<{ id: number }>(
    sql`select id from transfers where item_id is not null order by id limit 1 offset ${which}`,
  );
  return rows[0]?.id ?? 1_000_000;
}

/** Does what is no form to be sent again. */
async function act(operation: Act, which: number): Promise<Outcome> {
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

function actInModel(operation: Act, which: number, model: Model): Outcome {
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

/** A form as its page would have it now, or as somebody may have changed it. */
function formOf({ do: kind, member, item, seen, keyed }: Wish, model: Model, count: number): Sent {
  const thing = model.items[item];
  const forSale = thing?.owner === null ? thing.price : thing?.asking;
  const today = (kind === 'buy' ? forSale : thing?.soldFor) ?? undefined;
  const price = { right: today, wrong: 9_999, none: undefined }[seen];
  // Few keys for many forms: some are used for something else, too.
  const key = keyed ? `form-key-${count % 40}` : undefined;
  return { kind, member, item, price, key };
}

describe(`any sequence of purchases, sell-backs, offers, reversals, closings, price edits and forms sent again (seed ${seed})`, () => {
  const timeout = scaled(60_000, 3_000_000);
  // A failure is made smaller for half of the time at most, so that there is time to tell it.
  const parameters = {
    numRuns: RUNS,
    seed,
    interruptAfterTimeLimit: timeout / 2,
    markInterruptAsFailure: true,
  };

  it('does what the model does, one after another', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(operations, (list) =>
        inNewMarket(async () => {
          const model = new Model();
          const sent: Sent[] = [];
          for (const operation of list) {
            if (!isForm(operation)) {
              // Mostly one of the last trades, or one that is none.
              const count = model.trades.length;
              const at =
                operation.do === 'undo' ? count - ((operation.which % (count + 1)) % 4) : 0;
              const expected = actInModel(operation, at, model);
              expect(await act(operation, at)).toBe(expected);
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

  it('keeps every money rule, all at once', { timeout }, async () => {
    await fc.assert(
      fc.asyncProperty(operations, (list) =>
        inNewMarket(async () => {
          await Promise.all(
            list.map((operation, index) => {
              if (operation.do === 'again') return null;
              return isForm(operation)
                ? send(formOf({ ...operation, seen: 'none' }, new Model(), index))
                : act(operation, operation.do === 'undo' ? operation.which % list.length : 0);
            }),
          );
          const budgets = await budgetsNow();
          expect(Math.min(...budgets)).toBeGreaterThanOrEqual(0);
          // What members have, and were they to sell back all that they hold.
          const held = (await itemsNow()).reduce((sum, { soldFor }) => sum + (soldFor ?? 0), 0);
          const total = budgets.reduce((sum, budget) => sum + budget, held);
          // Who closes an account gives up both.
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
