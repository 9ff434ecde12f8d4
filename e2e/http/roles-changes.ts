import { type SQL, sql } from 'drizzle-orm';
import type { Market } from './market.ts';

type Item = {
  id: number;
  owner: number | null;
  name: string;
  price: number;
  asking: number | null;
  photos: number;
  /** The id of the first photo. */
  photo: number | null;
};
type User = {
  id: number;
  username: string;
  email: string;
  hash: string | null;
  words: string | null;
  closed: number | null;
  budget: number;
};

/**
 * Other rows of a member: the names of adding and of removing a row, and the query that lists them.
 */
const COUNTED = {
  sessions: ['session begun', 'session ended', sql`select user_id id from sessions`],
  codes: ['login code made', 'login code gone', sql`select user_id id from login_codes`],
  stars: ['star set', 'star taken away', sql`select user_id id from stars`],
  notices: ['told', 'notice deleted', sql`select user_id id from notices`],
  read: [
    'notice read',
    'notice unread',
    sql`select user_id id from notices where read_at is not null`,
  ],
  edits: ['edit logged', 'edit forgotten', sql`select user_id id from item_edits`],
  undone: [
    'trade undone',
    'undoing forgotten',
    sql`select coalesce(to_user_id, from_user_id) id from transfers where kind = 'reversal'`,
  ],
} satisfies Record<string, [string, string, SQL]>;

type Counted = keyof typeof COUNTED;

/** All data that the actions of the market can change. */
export type State = { items: Item[]; users: User[]; counted: Record<Counted, number[]> };

export function stateNow(market: Market): Promise<State> {
  return market.withDatabase(async ({ orm }) => {
    const counted = {} as Record<Counted, number[]>;
    for (const [kind, [, , query]] of Object.entries(COUNTED)) {
      counted[kind as Counted] = (await orm.all<{ id: number }>(query)).map(({ id }) => id);
    }
    return {
      items: await orm.all<Item>(
        sql`select id, owner_id owner, name, price, asking_price asking,
            (select count(*) from photos where item_id = items.id) photos,
            (select photos.id from photos where item_id = items.id order by position limit 1) photo
            from items`,
      ),
      users: await orm.all<User>(
        sql`select id, username, email, password_hash hash, credit_words words,
              closed_at closed, budget from users`,
      ),
      counted,
    };
  });
}

/**
 * Describes all differences between two states.
 * @param names the names of the row's members by id; other members are “somebody”
 */
export function changes(before: State, after: State, names: Map<number, string>): string[] {
  const nameOf = (id: number | null) => (id === null ? 'market' : (names.get(id) ?? 'somebody'));
  const found: string[] = [];
  for (const item of after.items) {
    const was = before.items.find(({ id }) => id === item.id);
    for (const words of changesOfItem(was, item, nameOf)) found.push(`item: ${words}`);
  }
  if (after.items.length < before.items.length) found.push('an item less');
  for (const user of after.users) {
    const was = before.users.find(({ id }) => id === user.id);
    const mine = was ? changesOfUser(was, user) : ['new'];
    for (const [kind, [more, less]] of Object.entries(COUNTED)) {
      const count = ({ counted }: State) =>
        counted[kind as Counted].filter((id) => id === user.id).length;
      const difference = count(after) - count(before);
      mine.push(...Array<string>(Math.abs(difference)).fill(difference > 0 ? more : less));
    }
    for (const words of mine) found.push(`${nameOf(user.id)}: ${words}`);
  }
  if (after.users.length < before.users.length) found.push('a member less');
  return found.sort();
}

function changesOfItem(
  was: Item | undefined,
  item: Item,
  nameOf: (id: number | null) => string,
): string[] {
  const found: string[] = [];
  if (!was) found.push(`new, of ${nameOf(item.owner)}`);
  else {
    if (was.owner !== item.owner) found.push(`${nameOf(was.owner)} → ${nameOf(item.owner)}`);
    if (was.name !== item.name) found.push('name changed');
    if (was.price !== item.price) found.push(`price ${was.price} → ${item.price}`);
  }
  const had = was?.photos ?? 0;
  if (had !== item.photos) found.push(`photos ${had} → ${item.photos}`);
  else if (was && was.photo !== item.photo) found.push('another photo first');
  const before = was?.asking ?? null;
  if (before !== item.asking) {
    found.push(`asking price ${before ?? 'none'} → ${item.asking ?? 'none'}`);
  }
  return found;
}

function changesOfUser(was: User, user: User): string[] {
  const found: string[] = [];
  if (was.username !== user.username) found.push('username changed');
  if (was.email !== user.email) found.push('email changed');
  if (was.hash !== user.hash) found.push('password changed');
  if (was.words !== user.words) found.push('credits named');
  if (was.closed !== user.closed) found.push('account closed');
  const more = user.budget - was.budget;
  if (more !== 0) found.push(`${more < 0 ? '−' : '+'}${Math.abs(more)} credits`);
  return found;
}
