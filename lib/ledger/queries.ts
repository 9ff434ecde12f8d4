import { sql } from 'drizzle-orm';
import { database } from '@/db/database';

/** A violation of a money rule. `what` is a sentence about the rows. */
export type Difference = { rule: string; what: string };

/** The sums and violations of the whole ledger. Amounts are in credits. */
export type Audit = {
  members: number;
  items: number;
  transfers: number;
  /** The sum of the budgets of all members. */
  budgets: number;
  /** The balance of the market. A correct ledger has `budgets + market = 0`. */
  market: number;
  differences: Difference[];
};

// Each rule has a query that finds violations. Each row of the result is a sentence.
const RULES: { rule: string; broken: string }[] = [
  {
    rule: 'Every budget is the sum of its member’s transfers.',
    broken: `select 'member ' || u.id || ' has ' || u.budget || ', the ledger says ' ||
        (coalesce(i.total, 0) - coalesce(o.total, 0))
      from users u
        left join (select to_user_id id, sum(amount) total from transfers group by 1) i on i.id = u.id
        left join (select from_user_id id, sum(amount) total from transfers group by 1) o on o.id = u.id
      where u.budget <> coalesce(i.total, 0) - coalesce(o.total, 0)`,
  },
  {
    rule: 'Every budget and amount is a whole number of credits.',
    broken: `select 'member ' || id || ' has ' || budget from users where typeof(budget) <> 'integer'
      union all
      select 'transfer ' || id || ' moves ' || amount from transfers
        where typeof(amount) <> 'integer' or amount < 1`,
  },
  {
    rule: 'Every transfer has two different accounts that exist.',
    broken: `select 'transfer ' || t.id from transfers t
      where t.from_user_id is t.to_user_id
        or (t.from_user_id is not null and not exists (select 1 from users where id = t.from_user_id))
        or (t.to_user_id is not null and not exists (select 1 from users where id = t.to_user_id))`,
  },
  {
    rule: 'No debit but an opening takes a member below zero.',
    broken: `select 'transfer ' || transfer || ' leaves member ' || member || ' at ' || running from (
        select transfer, member, kind, change,
          sum(change) over (partition by member order by transfer) running
        from (
          select id transfer, to_user_id member, kind, amount change from transfers
            where to_user_id is not null
          union all
          select id, from_user_id, kind, -amount from transfers where from_user_id is not null
        )
      ) where change < 0 and kind <> 'opening' and running < 0`,
  },
  {
    rule: 'Every item is where its last trade put it.',
    broken: `select 'item ' || i.id || ' belongs to ' || coalesce('member ' || i.owner_id, 'the market') ||
        ', its last trade says ' || coalesce('member ' || (case when t.kind <> 'sell_back' then t.from_user_id end), 'the market')
      from items i join transfers t on t.id = (
        select max(id) from transfers
          where item_id = i.id and kind in ('purchase', 'sell_back', 'reversal')
      )
      where i.owner_id is not (case when t.kind <> 'sell_back' then t.from_user_id end)
        -- The market owns the items of closed accounts, without a transfer.
        and not (i.owner_id is null
          and exists (select 1 from users where id = t.from_user_id and closed_at is not null))`,
  },
  {
    rule: 'The market pays for an item what it was paid.',
    broken: `select 'item ' || i.id || ' would be taken back for ' || i.sold_for || ', it was sold for ' ||
        coalesce(t.amount, 'nothing')
      from items i left join transfers t on t.id = (
        select max(id) from transfers as sale where item_id = i.id and kind = 'purchase'
          and to_user_id is null
          and not exists (select 1 from transfers where reverses_id = sale.id)
      )
      where i.sold_for is not null and i.sold_for is not t.amount
      union all
      select 'transfer ' || s.id || ' paid ' || s.amount || ', the item was sold for ' || p.amount
      from transfers s join transfers p on p.id = (
        select max(id) from transfers as sale where item_id = s.item_id and id < s.id
          and kind = 'purchase' and to_user_id is null
          and not exists (select 1 from transfers where reverses_id = sale.id and id < s.id)
      )
      where s.kind = 'sell_back' and s.amount <> p.amount`,
  },
  {
    rule: 'A reversal is of the same amount, the other way.',
    broken: `select 'transfer ' || r.id || ' does not reverse transfer ' || r.reverses_id
      from transfers r left join transfers t on t.id = r.reverses_id
      where r.reverses_id is not null and (
        t.id is null or r.amount <> t.amount or r.from_user_id is not t.to_user_id
        or r.to_user_id is not t.from_user_id)`,
  },
  {
    rule: 'Every reference leads somewhere.',
    broken: `select "table" || ' row ' || rowid || ' names a ' || parent || ' that is not there'
      from pragma_foreign_key_check`,
  },
];

/** Checks all money rules on the whole database, and computes the sums. */
export async function auditLedger(): Promise<Audit> {
  const { orm } = database();
  const sums = await orm.get<Omit<Audit, 'differences'>>(sql`
    select (select count(*) from users) members, (select count(*) from items) items,
      (select count(*) from transfers) transfers,
      (select coalesce(sum(budget), 0) from users) budgets,
      (select coalesce(sum(case when to_user_id is null then amount else 0 end), 0)
        - coalesce(sum(case when from_user_id is null then amount else 0 end), 0)
        from transfers) market`);
  const { members, items, transfers, budgets, market } = sums;
  const differences: Difference[] = [];
  for (const { rule, broken } of RULES) {
    const rows = await orm.all<{ what: string }>(
      sql.raw(`with broken(what) as (${broken}) select what from broken`),
    );
    differences.push(...rows.map(({ what }) => ({ rule, what })));
  }
  if (budgets + market !== 0) {
    differences.push({
      rule: 'All accounts add up to zero.',
      what: `they add up to ${budgets + market}`,
    });
  }
  return { members, items, transfers, budgets, market, differences };
}

/** The time of the latest transfer, or null when there is no transfer. */
export async function getLastTransferAt(): Promise<Date | null> {
  const { at } = await database().orm.get<{ at: number | null }>(
    sql`select max(created_at) at from transfers`,
  );
  return at === null ? null : new Date(at);
}
