import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '@/db/client';
import { database, setDatabase } from '@/db/database';
import { asAppError } from '../errors.ts';
import { auditLedger } from '../ledger/queries.ts';
import { purchaseItem, sellItemBack } from './mutations.ts';

const long = process.env.MARKET_LONG === '1';
const RUNS = long ? 1_000 : 20;
const OPERATIONS = long ? 1_000 : 100;
const seed = Number(process.env.MARKET_SEED ?? Math.floor(Math.random() * 2 ** 31));
process.stdout.write(`Trading model: MARKET_SEED=${seed}\n`);

const MEMBERS = 4;
const ITEMS = 6;
const BUDGET = 1_000;

/** What the form says the price was. */
type Seen = 'right' | 'wrong' | 'none';
type Wish = { do: 'buy' | 'sell'; member: number; item: number; seen: Seen; keyed: boolean };
type PriceEdit = { do: 'price'; item: number; price: number };
type Operation = Wish | PriceEdit | { do: 'again'; which: number };

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
const seen = fc.constantFrom<Seen>('right', 'right', 'none', 'wrong');
const trade = fc.record({
  do: fc.constantFrom('buy' as const, 'buy' as const, 'sell' as const),
  member,
  item,
  seen,
  keyed: fc.boolean(),
});
const priceEdit = fc.record({
  do: fc.constant('price' as const),
  item: fc.nat(ITEMS - 1),
  price: fc.integer({ min: 1, max: 700 }),
});
const replay = fc.record({ do: fc.constant('again' as const), which: fc.nat() });
const operations = fc.array<Operation>(
  fc.oneof({ weight: 6, arbitrary: trade }, { weight: 1, arbitrary: priceEdit }, replay),
  { minLength: 1, maxLength: 2 * OPERATIONS, size: 'max' },
);

/** The market as the money rules describe it, in a few lines and no database. */
class Model {
  readonly budgets: number[] = Array(MEMBERS).fill(BUDGET);
  readonly items = Array.from({ length: ITEMS }, (_, at) => ({
    price: 100 * (at + 1),
    owner: null as number | null,
    soldFor: null as number | null,
  }));
  readonly #done = new Map<string, { kind: string; item: number; paid: number }>();

  setPrice({ item, price }: PriceEdit) {
    const thing = this.items[item];
    if (thing) thing.price = price;
  }

  /** @returns the price that was paid, or why nothing was */
  send({ kind, member, item, price, key }: Sent): number | string {
    const thing = this.items[item];
    if (!thing) return 'ITEM_NOT_FOUND';
    const earlier = key && this.#done.get(`${member} ${key}`);
    if (earlier) {
      return earlier.kind === kind && earlier.item === item ? earlier.paid : 'KEY_REUSED';
    }
    const budget = this.budgets[member] ?? 0;
    const paid = kind === 'buy' ? thing.price : (thing.soldFor ?? 0);
    if (kind === 'buy' && thing.owner === member) return 'ITEM_ALREADY_YOURS';
    if (kind === 'buy' && thing.owner !== null) return 'ITEM_TAKEN';
    if (kind === 'sell' && thing.owner !== member) return 'NOT_YOUR_ITEM';
    if (price !== undefined && price !== paid) return 'PRICE_CHANGED';
    if (kind === 'buy' && budget < paid) return 'INSUFFICIENT_BUDGET';
    this.budgets[member] = kind === 'buy' ? budget - paid : budget + paid;
    thing.owner = kind === 'buy' ? member : null;
    thing.soldFor = kind === 'buy' ? paid : null;
    if (key) this.#done.set(`${member} ${key}`, { kind, item, paid });
    return paid;
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
    sql`select price, owner_id - 1 as owner, sold_for as soldFor from items order by id`,
  );

async function send({ kind, member, item, price, key }: Sent): Promise<number | string> {
  const trade = { memberId: memberId(member), itemId: itemId(item), price, key };
  try {
    return (await (kind === 'buy' ? purchaseItem(trade) : sellItemBack(trade))).price;
  } catch (error) {
    const known = asAppError(error);
    if (!known) throw error;
    return known.code;
  }
}

const setPrice = (index: number, price: number) =>
  database().write([sql`update items set price = ${price} where id = ${itemId(index)}`]);

/** A form as its page would have it now, or as somebody may have changed it. */
function formOf({ do: kind, member, item, seen, keyed }: Wish, model: Model, count: number): Sent {
  const thing = model.items[item];
  const today = kind === 'buy' ? thing?.price : (thing?.soldFor ?? undefined);
  const price = { right: today, wrong: 9_999, none: undefined }[seen];
  // Few keys for many forms: some are used for something else, too.
  const key = keyed ? `form-key-${count % 40}` : undefined;
  return { kind, member, item, price, key };
}

describe(`any sequence of buying, selling back, price edits and forms sent again (seed ${seed})`, () => {
  const timeout = long ? 3_600_000 : 60_000;
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
            if (operation.do === 'price') {
              model.setPrice(operation);
              await setPrice(operation.item, operation.price);
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
              if (operation.do === 'price') return setPrice(operation.item, operation.price);
              return send(formOf({ ...operation, seen: 'none' }, new Model(), index));
            }),
          );
          const budgets = await budgetsNow();
          const held = (await itemsNow()).reduce((sum, { soldFor }) => sum + (soldFor ?? 0), 0);
          expect(Math.min(...budgets)).toBeGreaterThanOrEqual(0);
          expect(budgets.reduce((sum, budget) => sum + budget, held)).toBe(MEMBERS * BUDGET);
          expect((await auditLedger()).differences).toEqual([]);
        }),
      ),
      parameters,
    );
  });
});
