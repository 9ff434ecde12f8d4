import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { purchaseItem, sellItemBack } from '../trading/mutations.ts';
import { auditLedger } from './queries.ts';

const db = databasePerTest();

/** Changes the database in ways that the market never does, on a separate connection. */
async function tamper(...statements: string[]) {
  const { orm } = db();
  await orm.run('pragma foreign_keys = off');
  await orm.run('pragma ignore_check_constraints = on');
  const triggers = await orm.all<{ name: string }>(
    sql`select name from sqlite_master where type = 'trigger'`,
  );
  for (const { name } of triggers) await orm.run(`drop trigger ${name}`);
  for (const statement of statements) await orm.run(statement);
}

const rulesBroken = async () => [
  ...new Set((await auditLedger()).differences.map(({ rule }) => rule)),
];

/** Statements for a transfer and its budgets. They replace the trigger. */
const transfer = (from: number | null, to: number | null, amount: number, rest = "'opening'") => [
  `insert into transfers (from_user_id, to_user_id, amount, kind, item_id, reverses_id)
   values (${from}, ${to}, ${amount}, ${rest.includes(',') ? rest : `${rest}, null, null`})`,
  `update users set budget = budget - ${amount} where id = ${from}`,
  `update users set budget = budget + ${amount} where id = ${to}`,
];

const BUDGET = 'Every budget is the sum of its member’s transfers.';
const WHOLE = 'Every budget and amount is a whole number of credits.';
const ACCOUNTS = 'Every transfer has two different accounts that exist.';
const BELOW_ZERO = 'No debit but an opening takes a member below zero.';
const PLACE = 'Every item is where its last trade put it.';
const PAID = 'The market pays for an item what it was paid.';
const REVERSAL = 'A reversal is of the same amount, the other way.';
const REFERENCE = 'Every reference leads somewhere.';
const ZERO = 'All accounts add up to zero.';

describe('the audit', () => {
  // Ada has item 1 and has sold item 2 back. Nobody has traded item 3. Bea has traded nothing.
  beforeEach(async () => {
    for (const [index, name] of ['ada', 'bea'].entries()) {
      await db().write([
        sql`insert into users (username, username_key, email, email_key)
            values (${name}, ${name}, ${`${name}@x.org`}, ${`${name}@x.org`})`,
        sql`insert into transfers (to_user_id, amount, kind) values (${index + 1}, 1000, 'opening')`,
      ]);
    }
    for (const [index, price] of [100, 200, 300].entries()) {
      await db().write([
        sql`insert into items (name, price, barcode, description)
            values ('Thing', ${price}, ${String(index)}, '')`,
      ]);
    }
    await purchaseItem({ memberId: 1, itemId: 1 });
    await purchaseItem({ memberId: 1, itemId: 2 });
    await sellItemBack({ memberId: 1, itemId: 2 });
  });

  it('computes the sums, and finds no violation after normal trades', async () => {
    expect(await auditLedger()).toEqual({
      members: 2,
      items: 3,
      transfers: 5,
      budgets: 1_900,
      market: -1_900,
      differences: [],
    });
  });

  it('finds no violation in an empty market', async () => {
    await tamper('delete from transfers', 'delete from items', 'delete from users');
    expect(await auditLedger()).toEqual({
      members: 0,
      items: 0,
      transfers: 0,
      budgets: 0,
      market: 0,
      differences: [],
    });
  });

  it.each<[string, string[], string[]]>([
    ['credits out of nothing', ['update users set budget = 5000 where id = 2'], [BUDGET, ZERO]],
    [
      'credits moved without a transfer',
      ['update users set budget = 950 where id = 1', 'update users set budget = 950 where id = 2'],
      [BUDGET],
    ],
    ['a transfer deleted', ['delete from transfers where id = 2'], [BUDGET, ZERO]],
    ['a transfer changed', ['update transfers set amount = 1 where id = 2'], [BUDGET, ZERO]],
    ['half a credit', ['update users set budget = 899.5 where id = 1'], [BUDGET, WHOLE, ZERO]],
    ['half a credit moved', transfer(null, 2, 0.5), [WHOLE]],
    ['an amount of nothing', transfer(null, 2, 0), [WHOLE]],
    ['a debit dressed as a credit', transfer(null, 2, -5), [WHOLE]],
    ['from an account to itself', transfer(2, 2, 5), [ACCOUNTS]],
    ['from nobody to nobody', transfer(null, null, 5), [ACCOUNTS]],
    ['to a member who is not there', transfer(2, 99, 5), [ACCOUNTS, REFERENCE, ZERO]],
    [
      'a debit below zero',
      [
        ...transfer(2, null, 1_001, "'purchase', 3, null"),
        'update items set owner_id = 2, sold_for = 1001 where id = 3',
      ],
      [BELOW_ZERO],
    ],
    [
      'a debit below zero that a later credit hides',
      [
        ...transfer(2, null, 1_001, "'purchase', 3, null"),
        ...transfer(null, 2, 1_001, "'sell_back', 3, null"),
      ],
      [BELOW_ZERO],
    ],
    ['an item taken away', ['update items set owner_id = 2 where id = 1'], [PLACE]],
    [
      'an item given back without a transfer',
      ['update items set owner_id = null, sold_for = null where id = 1'],
      [PLACE],
    ],
    [
      'a purchase without a change of owner',
      transfer(1, null, 300, "'purchase', 3, null"),
      [PLACE],
    ],
    ['a promise to pay more back', ['update items set sold_for = 101 where id = 1'], [PAID]],
    [
      'an amount to pay back that nobody has paid',
      ['update items set owner_id = 2, sold_for = 300 where id = 3'],
      [PAID],
    ],
    [
      'a sell-back for more than the purchase',
      [
        ...transfer(null, 1, 150, "'sell_back', 1, null"),
        'update items set owner_id = null, sold_for = null where id = 1',
      ],
      [PAID],
    ],
    ['a reversal the same way', transfer(null, 2, 1_000, "'opening', null, 2"), [REVERSAL]],
    ['a reversal of another amount', transfer(2, null, 999, "'opening', null, 2"), [REVERSAL]],
    ['a reversal of nothing', transfer(2, null, 9, "'opening', null, 99"), [REVERSAL, REFERENCE]],
    ['an item of a missing owner', ['update items set owner_id = 99 where id = 3'], [REFERENCE]],
    [
      'a session of a missing member',
      ["insert into sessions (token_hash, user_id, expires_at) values ('x', 99, 1)"],
      [REFERENCE],
    ],
  ])('finds %s', async (_, statements, rules) => {
    await tamper(...statements);
    expect((await rulesBroken()).sort()).toEqual(rules.sort());
    for (const { what } of (await auditLedger()).differences) expect(what).toMatch(/\d/);
  });

  it('accepts an opening below zero and a reversal', async () => {
    await db().write([
      sql`insert into users (username, username_key, email, email_key) values ('cy', 'cy', 'c@x', 'c@x')`,
      sql`insert into transfers (from_user_id, amount, kind) values (3, 50, 'opening')`,
      sql`insert into transfers (to_user_id, amount, kind, reverses_id)
          select 3, 50, 'reversal', max(id) from transfers`,
    ]);
    expect((await auditLedger()).differences).toEqual([]);
  });
});
