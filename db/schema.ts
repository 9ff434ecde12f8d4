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
import { now } from './clock.ts';
import { MOST_CREDITS } from './limits.ts';

/**
 * Members. `username` and `email` hold the member's own spelling. The two keys make them unique
 * (see `lib/people/users/validation.ts`). `budget` is the sum of the member's transfers; only
 * triggers change it.
 */
export const users = sqliteTable(
  'users',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    username: text('username', { length: 30 }).notNull(),
    usernameKey: text('username_key').notNull().unique(),
    email: text('email', { length: 120 }).notNull(),
    emailKey: text('email_key').notNull().unique(),
    /** A bcrypt hash; null = nobody can log in until a new password is set. */
    passwordHash: text('password_hash', { length: 60 }),
    budget: integer('budget').notNull().default(0),
    /** The member's own words for one credit and for several credits; null = the usual words. */
    creditWord: text('credit_word', { length: 20 }),
    creditWords: text('credit_words', { length: 20 }),
    /** When the member's latest visit of the market began; null = no visit yet. */
    marketVisitAt: integer('market_visit_at', { mode: 'timestamp_ms' }),
    /**
     * When the visit before it began. Items offered since then are new; null = no earlier visit.
     */
    marketSeenAt: integer('market_seen_at', { mode: 'timestamp_ms' }),
    /** When the account was closed. Its name and address are then deleted; its transfers stay. */
    closedAt: integer('closed_at', { mode: 'timestamp_ms' }),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [
    check('users_username_length', sql`length(${t.username}) between 1 and 30`),
    check('users_email_length', sql`length(${t.email}) between 3 and 120`),
    check('users_budget_integer', sql`typeof(${t.budget}) = 'integer'`),
  ],
);

/** The categories of items. */
export const categories = sqliteTable('categories', {
  name: text('name', { length: 30 }).primaryKey(),
});

/**
 * Items. `ownerId` null = the market owns the item and sells it at `price`. A member who owns the
 * item may offer it at `askingPrice`; null = not offered. `soldFor` is the price at which the
 * market last sold the item, and at which the market takes it back. It is null while the market
 * owns the item, and for items that the market never sold. `addedBy` is the member who added the
 * item; null = the market.
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
    /** The member's id, followed by the one-time key of the form that added the item. */
    addedKey: text('added_key', { length: 64 }),
    /** The price for a buyer now; null = not for sale. */
    salePrice: integer('sale_price').generatedAlwaysAs(
      sql`case when owner_id is null then price else asking_price end`,
      { mode: 'virtual' },
    ),
    /** When the item was last put on sale. */
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

/** Why credits moved. The insert trigger has the same list, so a new kind needs a migration. */
const TRANSFER_KINDS = ['opening', 'purchase', 'sell_back', 'reversal', 'closing'] as const;
export type TransferKind = (typeof TRANSFER_KINDS)[number];

/**
 * The ledger: every movement of credits, in order. Rows are never changed or deleted. A null
 * account is the market's own. `key` is the member's id, followed by the one-time key of the form.
 * When a form is sent again, its key finds the first transfer, and no second transfer is made.
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
    /** Why an operator gave or took credits. Null in every row so far: only members move credits. */
    reason: text('reason', { length: 200 }),
    reversesId: integer('reverses_id').references((): AnySQLiteColumn => transfers.id),
    key: text('key', { length: 64 }).unique(),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [
    // No query looks for the market's side of a transfer, and to index it would cost a page per
    // write.
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
 * The changes that owners made to their items. Rows are never deleted. For photos, `before` and
 * `after` are the numbers of photos; equal numbers mean that another photo became the first.
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
    /** The member's id, followed by the one-time key of the form that added photos. */
    key: text('key', { length: 64 }),
  },
  (t) => [
    index('item_edits_by_item').on(t.itemId, t.id),
    index('item_edits_by_user').on(t.userId, t.createdAt),
    uniqueIndex('item_edits_once').on(t.key).where(sql`key is not null`),
  ],
);

/**
 * Photos of items, each in two sizes, as WebP. Only the position of a photo ever changes, so
 * browsers may keep what its URL returns. Lists read the index alone, because rows hold the
 * pictures and are long.
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

/** Items that members have starred, to find them again. */
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

/** What a notice is about. The triggers that write notices have the same list. */
const NOTICE_KINDS = ['sold', 'undone', 'price_fell', 'returned'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** The notices in members' inboxes. Triggers write them when something happens. */
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
    /** The other member of the trade; null = the market, or nobody. */
    byUserId: integer('by_user_id').references(() => users.id),
    /** The credits that were paid, or the new price. */
    amount: integer('amount').notNull(),
    readAt: integer('read_at', { mode: 'timestamp_ms' }),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [
    index('notices_by_user').on(t.userId, t.id),
    index('notices_unread').on(t.userId).where(sql`read_at is null`),
  ],
);

/**
 * Sessions, with the columns that the Auth.js adapter needs. Only the token's SHA-256 is stored.
 */
export const sessions = sqliteTable(
  'sessions',
  {
    sessionToken: text('token_hash').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expires: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
    /** The browser and the system that logged in, in words. */
    device: text('device', { length: 80 }),
    /** Null = not used since the login. */
    lastUsedAt: integer('last_used_at', { mode: 'timestamp_ms' }),
    createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
  },
  (t) => [index('sessions_by_user').on(t.userId), index('sessions_by_expiry').on(t.expires)],
);

/**
 * Login codes. With a code, a member who forgot the password sets a new password, once. A member
 * has one code at most. Only the SHA-256 of a code is stored.
 */
export const loginCodes = sqliteTable('login_codes', {
  userId: integer('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  codeHash: text('code_hash').notNull().unique(),
  expiresAt: integer('expires_at', { mode: 'timestamp_ms' }).notNull(),
  createdAt: integer('created_at', { mode: 'timestamp_ms' }).notNull().default(now),
});

/**
 * Failed attempts in one window of time, counted by account, IP address, device or pairs of them.
 */
export const loginFailures = sqliteTable(
  'login_failures',
  {
    subject: text('subject').primaryKey(),
    failures: integer('failures').notNull(),
    windowEndsAt: integer('window_ends_at', { mode: 'timestamp_ms' }).notNull(),
  },
  (t) => [index('login_failures_by_end').on(t.windowEndsAt)],
);

/**
 * When each job of `lib/jobs` is due, and how its last run ended. The first round that finds a new
 * job in the list adds its row.
 */
export const jobs = sqliteTable('jobs', {
  name: text('name').primaryKey(),
  /** When the job runs next. During a run: when the claim of that run ends. */
  dueAt: integer('due_at', { mode: 'timestamp_ms' }).notNull(),
  startedAt: integer('started_at', { mode: 'timestamp_ms' }),
  /** Null = the last run has not ended, or its process was killed. */
  finishedAt: integer('finished_at', { mode: 'timestamp_ms' }),
  /** The kind of the error that ended the last run; null = the run succeeded. */
  error: text('error', { length: 100 }),
});

/** Settings of the whole market, by name. */
export const settings = sqliteTable('settings', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
});
