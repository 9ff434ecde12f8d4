import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  check,
  index,
  integer,
  sqliteTable,
  text,
} from 'drizzle-orm/sqlite-core';

/** The largest number of credits one movement, price or budget may hold; well inside 2^53. */
export const MOST_CREDITS = 1_000_000_000;

const now = sql`(cast(unixepoch('subsec') * 1000 as integer))`;

/**
 * Members. `username` and `email` are as the member wrote them; the two keys are what makes them
 * unique (see `lib/users/validation.ts`). `budget` is the running total of the member's transfers
 * and is moved by triggers alone.
 */
export const users = sqliteTable(
  'users',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    username: text('username', { length: 30 }).notNull(),
    usernameKey: text('username_key').notNull().unique(),
    email: text('email', { length: 120 }).notNull(),
    emailKey: text('email_key').notNull().unique(),
    /** bcrypt; null = nobody can log in with a password until a new one is set. */
    passwordHash: text('password_hash', { length: 60 }),
    budget: integer('budget').notNull().default(0),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [
    check('users_username_length', sql`length(${t.username}) between 1 and 30`),
    check('users_email_length', sql`length(${t.email}) between 3 and 120`),
    check('users_budget_integer', sql`typeof(${t.budget}) = 'integer'`),
  ],
);

/**
 * What is traded. `ownerId` null = the market has it for sale at `price`. `soldFor` is what the
 * market was paid when it last sold the item, and so what it pays to take it back; null while the
 * market owns it, and for items the market never sold.
 */
export const items = sqliteTable(
  'items',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    name: text('name', { length: 50 }).notNull(),
    price: integer('price').notNull(),
    barcode: text('barcode', { length: 12 }).notNull().unique(),
    description: text('description', { length: 1024 }).notNull(),
    ownerId: integer('owner_id').references(() => users.id),
    soldFor: integer('sold_for'),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [
    index('items_by_owner').on(t.ownerId, t.id),
    check('items_name_length', sql`length(${t.name}) between 1 and 50`),
    check('items_barcode_length', sql`length(${t.barcode}) between 1 and 12`),
    check('items_description_length', sql`length(${t.description}) <= 1024`),
    check(
      'items_price_range',
      sql`typeof(${t.price}) = 'integer' and ${t.price} between 1 and ${sql.raw(String(MOST_CREDITS))}`,
    ),
    check('items_sold_for_owner', sql`${t.soldFor} is null or ${t.ownerId} is not null`),
  ],
);

/** Why credits moved. The insert trigger knows the same list: a new kind is a migration. */
const TRANSFER_KINDS = ['opening', 'purchase', 'sell_back'] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

/**
 * The ledger: every movement of credits, in order, for ever. A null account is the market's own.
 * `key` is the one-time key of the form that asked for the movement, with the member's id before it;
 * a second use of it finds the first movement instead of making another.
 */
export const transfers = sqliteTable(
  'transfers',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    fromUserId: integer('from_user_id').references(() => users.id),
    toUserId: integer('to_user_id').references(() => users.id),
    amount: integer('amount').notNull(),
    kind: text('kind', { enum: TRANSFER_KINDS }).notNull(),
    itemId: integer('item_id').references(() => items.id),
    reason: text('reason', { length: 200 }),
    reversesId: integer('reverses_id')
      .unique()
      .references((): AnySQLiteColumn => transfers.id),
    key: text('key', { length: 64 }).unique(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [
    index('transfers_by_payer').on(t.fromUserId, t.id),
    index('transfers_by_payee').on(t.toUserId, t.id),
    index('transfers_by_item').on(t.itemId, t.id),
    check(
      'transfers_amount_range',
      sql`typeof(${t.amount}) = 'integer' and ${t.amount} between 1 and ${sql.raw(String(MOST_CREDITS))}`,
    ),
    check('transfers_two_accounts', sql`${t.fromUserId} is not ${t.toUserId}`),
  ],
);

/** Sessions, in the shape the Auth.js adapter asks for. The token is stored as its SHA-256 only. */
export const sessions = sqliteTable(
  'sessions',
  {
    sessionToken: text('token_hash').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expires: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [index('sessions_by_user').on(t.userId), index('sessions_by_expiry').on(t.expires)],
);

/** Failed logins of one subject (an account, an address, or the two together) in one window. */
export const loginFailures = sqliteTable(
  'login_failures',
  {
    subject: text('subject').primaryKey(),
    failures: integer('failures').notNull(),
    windowEndsAt: integer('window_ends_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (t) => [index('login_failures_by_end').on(t.windowEndsAt)],
);

/** Facts about this market as a whole, by name. */
export const settings = sqliteTable('settings', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});
