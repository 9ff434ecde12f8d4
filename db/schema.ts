import { sql } from 'drizzle-orm';
import {
  type AnySQLiteColumn,
  blob,
  check,
  index,
  integer,
  primaryKey,
  sqliteTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/sqlite-core';
import { MOST_CREDITS } from './limits.ts';

/** The time, in milliseconds, by the database's own clock. */
export const now = sql`(cast(unixepoch('subsec') * 1000 as integer))`;

/**
 * Members. `username` and `email` are as the member wrote them; the two keys are what makes them
 * unique (see `lib/people/users/validation.ts`). `budget` is the running total of the member's transfers
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
    /** What the member calls a credit, and several of them; null = as everybody does. */
    creditWord: text('credit_word', { length: 20 }),
    creditWords: text('credit_words', { length: 20 }),
    /** When the present visit of the market began; null = there has been none. */
    marketVisitAt: integer('market_visit_at', { mode: 'timestamp_ms' }),
    /** When the visit before it began, for what is new since; null = there has been none. */
    marketSeenAt: integer('market_seen_at', { mode: 'timestamp_ms' }),
    /** Set once the account is closed; its name and address are gone then, its transfers stay. */
    closedAt: integer('closed_at', { mode: 'timestamp_ms' }),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [
    check('users_username_length', sql`length(${t.username}) between 1 and 30`),
    check('users_email_length', sql`length(${t.email}) between 3 and 120`),
    check('users_budget_integer', sql`typeof(${t.budget}) = 'integer'`),
  ],
);

/** The kinds of items that there are, by their names. */
export const categories = sqliteTable('categories', {
  name: text('name', { length: 30 }).primaryKey(),
});

/**
 * What is traded. `ownerId` null = the market has it for sale at `price`. A member who owns it may
 * offer it to the others at `askingPrice`; null = not offered. `soldFor` is what the market was paid
 * when it last sold the item, and so what it pays to take it back; null while the market owns it,
 * and for items the market never sold. `addedBy` is the member who brought it; null = the market.
 */
export const items = sqliteTable(
  'items',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    name: text('name', { length: 50 }).notNull(),
    price: integer('price').notNull(),
    barcode: text('barcode', { length: 12 }).notNull().unique(),
    description: text('description', { length: 1024 }).notNull(),
    category: text('category').references(() => categories.name, { onUpdate: 'cascade' }),
    ownerId: integer('owner_id').references(() => users.id),
    soldFor: integer('sold_for'),
    askingPrice: integer('asking_price'),
    addedBy: integer('added_by').references(() => users.id),
    /** The one-time key of the form that added it, with the member's id before it. */
    addedKey: text('added_key', { length: 64 }),
    /** What it costs whoever buys it now; null = it is not for sale. */
    salePrice: integer('sale_price').generatedAlwaysAs(
      sql`case when owner_id is null then price else asking_price end`,
      { mode: 'virtual' },
    ),
    /** When it last came up for sale. */
    offeredAt: integer('offered_at', { mode: 'timestamp_ms' }).notNull().default(now),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [
    index('items_by_owner').on(t.ownerId, t.id).where(sql`owner_id is not null`),
    index('items_for_sale').on(t.offeredAt, t.id).where(sql`sale_price is not null`),
    index('items_for_sale_by_price').on(t.salePrice, t.id).where(sql`sale_price is not null`),
    index('items_for_sale_by_name')
      .on(sql`name collate nocase`, t.id)
      .where(sql`sale_price is not null`),
    index('items_for_sale_by_category')
      .on(t.category, t.offeredAt, t.id)
      .where(sql`sale_price is not null`),
    uniqueIndex('items_added_once').on(t.addedKey).where(sql`added_key is not null`),
    index('items_by_adder').on(t.addedBy, t.createdAt).where(sql`added_by is not null`),
    index('items_for_sale_by_members').on(t.offeredAt, t.id).where(sql`asking_price is not null`),
    check('items_name_length', sql`length(${t.name}) between 1 and 50`),
    check('items_barcode_length', sql`length(${t.barcode}) between 1 and 12`),
    check('items_description_length', sql`length(${t.description}) <= 1024`),
    check(
      'items_price_range',
      sql`typeof(${t.price}) = 'integer' and ${t.price} between 1 and ${sql.raw(String(MOST_CREDITS))}`,
    ),
    check('items_sold_for_owner', sql`${t.soldFor} is null or ${t.ownerId} is not null`),
    check(
      'items_asking_price_range',
      sql`${t.askingPrice} is null or (${t.ownerId} is not null and typeof(${t.askingPrice}) = 'integer' and ${t.askingPrice} between 1 and ${sql.raw(String(MOST_CREDITS))})`,
    ),
  ],
);

/** Why credits moved. The insert trigger knows the same list: a new kind is a migration. */
const TRANSFER_KINDS = ['opening', 'purchase', 'sell_back', 'reversal', 'closing'] as const;
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
    reversesId: integer('reverses_id').references((): AnySQLiteColumn => transfers.id),
    key: text('key', { length: 64 }).unique(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [
    // The market's own side of a transfer is never looked for, and costs a page to write.
    index('transfers_by_payer').on(t.fromUserId, t.id).where(sql`from_user_id is not null`),
    index('transfers_by_payee').on(t.toUserId, t.id).where(sql`to_user_id is not null`),
    index('transfers_by_item').on(t.itemId, t.id),
    uniqueIndex('transfers_reversed_once').on(t.reversesId).where(sql`reverses_id is not null`),
    check(
      'transfers_amount_range',
      sql`typeof(${t.amount}) = 'integer' and ${t.amount} between 1 and ${sql.raw(String(MOST_CREDITS))}`,
    ),
    check('transfers_two_accounts', sql`${t.fromUserId} is not ${t.toUserId}`),
  ],
);

/**
 * What owners have changed of their items: name, description, category, photos. For ever. Of photos,
 * how many there were before and after; as many means that another came first.
 */
export const itemEdits = sqliteTable(
  'item_edits',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    itemId: integer('item_id')
      .notNull()
      .references(() => items.id),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id),
    field: text('field', { enum: ['name', 'description', 'category', 'photos'] }).notNull(),
    before: text('before').notNull(),
    after: text('after').notNull(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
    /** The one-time key of the form that added photos, with the member's id before it. */
    key: text('key', { length: 64 }),
  },
  (t) => [
    index('item_edits_by_item').on(t.itemId, t.id),
    index('item_edits_by_user').on(t.userId, t.createdAt),
    uniqueIndex('item_edits_once').on(t.key).where(sql`key is not null`),
  ],
);

/**
 * Photographs of items, each in two sizes, as WebP. Of a row nothing but its position ever changes:
 * its address is for ever. The columns that lists need are in an index: a row is as long as both sizes.
 */
export const photos = sqliteTable(
  'photos',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    itemId: integer('item_id')
      .notNull()
      .references(() => items.id),
    position: integer('position').notNull(),
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    large: blob('large', { mode: 'buffer' }).notNull(),
    small: blob('small', { mode: 'buffer' }).notNull(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [index('photos_by_item').on(t.itemId, t.position)],
);

/** Items that members have marked, to come back to. */
export const stars = sqliteTable(
  'stars',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    itemId: integer('item_id')
      .notNull()
      .references(() => items.id, { onDelete: 'cascade' }),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [primaryKey({ columns: [t.userId, t.itemId] }), index('stars_by_item').on(t.itemId)],
);

/** Why a member is told something. The triggers that write notices know the same list. */
const NOTICE_KINDS = ['sold', 'undone', 'price_fell', 'returned'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What members are told in their inbox. Written by triggers, as the things happen. */
export const notices = sqliteTable(
  'notices',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
    itemId: integer('item_id')
      .notNull()
      .references(() => items.id),
    /** The other member, if there is one. */
    byUserId: integer('by_user_id').references(() => users.id),
    /** Credits: what was paid, or the new price. */
    amount: integer('amount').notNull(),
    readAt: integer('read_at', { mode: 'timestamp_ms' }),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [
    index('notices_by_user').on(t.userId, t.id),
    index('notices_unread').on(t.userId).where(sql`read_at is null`),
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
    /** The browser and system it was begun with, in words. */
    device: text('device', { length: 80 }),
    /** Null = not since it was begun. */
    lastUsedAt: integer('last_used_at', { mode: 'timestamp_ms' }),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [index('sessions_by_user').on(t.userId), index('sessions_by_expiry').on(t.expires)],
);

/**
 * Codes with which a member sets a new password, once, in place of one that is forgotten. Each member
 * has one at most. The code is stored as its SHA-256 only.
 */
export const loginCodes = sqliteTable('login_codes', {
  userId: integer('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  codeHash: text('code_hash').notNull().unique(),
  expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
});

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
