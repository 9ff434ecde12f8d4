import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';

/** Adds a member with this id. @param budget the first budget, in credits */
export async function addMember({ write }: Database, id: number, budget = 1_000): Promise<void> {
  const name = `member${id}`;
  await write([
    sql`insert into users (id, username, username_key, email, email_key)
        values (${id}, ${name}, ${name}, ${`${name}@example.org`}, ${`${name}@example.org`})`,
    sql`insert into transfers (to_user_id, amount, kind) values (${id}, ${budget}, 'opening')`,
  ]);
}

/** Adds an item with this id, which the market sells. @param price in credits */
export async function addItem({ write }: Database, id: number, price: number): Promise<void> {
  await write([
    sql`insert into items (id, name, price, barcode, description)
        values (${id}, ${`Item ${id}`}, ${price}, ${String(100_000_000_000 + id)}, '')`,
  ]);
}

/** The budget of a member, in credits. */
export async function budgetOf({ orm }: Database, id: number): Promise<number> {
  const row = await orm.get<{ budget: number }>(sql`select budget from users where id = ${id}`);
  return row.budget;
}
