import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { picture } from '../../testing/pictures.ts';
import { actionId } from '../support/actions.ts';
import { type Client, PASSWORD, uniqueName } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { addLoginCode, addMember } from '../support/members.ts';
import type { Market } from './market.ts';
import type { Thing, Write } from './roles-table.ts';

/** The members, items and other data of one row of the table. */
export type Scene = Awaited<ReturnType<typeof setScene>>;

const photo = await picture('png');

const NEW_PASSWORD = 'another horse battery';

/** The username of an account whose password everybody knows. */
const account = uniqueName('Account');

export const addAccount = (market: Market) =>
  market.withDatabase((database) => addMember(database, market.url, { username: account }));

export async function setScene(market: Market, thing: Thing) {
  const [member, owner] = await market.addBuyers(2);
  const [free, owned, offered] = await market.addItems(3, 5);
  if (!member || !owner || !free || !owned || !offered) throw new Error('The scene is not set.');
  for (const item of [owned, offered]) {
    await owner.client.post('/market', { purchase_item: String(item) });
  }
  await offer(market, offered, 9);
  let traded = owned;
  if (thing === 'a sell-back by the owner') {
    await owner.client.post('/market', { sell_item: String(owned) });
  } else if (thing === 'a purchase by the member from the owner') {
    await member.client.post('/market', { purchase_item: String(offered) });
    traded = offered;
  }
  // Deletes the flash messages of these preparations.
  for (const { client } of [owner, member]) client.setCookie('market-flash', '');
  const photos = new Map<number, number[]>();
  for (const item of [free, owned, offered]) photos.set(item, await addPhotos(market, item));
  return {
    clients: { visitor: market.visitor(), member: member.client, owner: owner.client },
    names: new Map([
      [member.id, 'member'],
      [owner.id, 'owner'],
      [(await market.value(sql`select id from users where username = ${account}`)) ?? 0, 'account'],
    ]),
    owner,
    items: { free, owned, offered },
    photos,
    trade: await market.value(sql`select max(id) from transfers where item_id = ${traded}`),
    notice: await notify(market, owner.id, owned),
    session: await beginSession(market, owner.id),
    loginCode: await market.withDatabase((database) => addLoginCode(database, owner.id)),
  };
}

const offer = (market: Market, item: number, price: number) =>
  market.withDatabase(({ write }) =>
    write([sql`update items set asking_price = ${price} where id = ${item}`]),
  );

/** Adds two photos to an item. @returns their ids */
async function addPhotos(market: Market, item: number): Promise<number[]> {
  const added = await market.withDatabase(({ write }) =>
    write(
      [0, 1].map(
        (position) => sql`insert into photos (item_id, position, width, height, large, small)
          values (${item}, ${position}, 1, 1, x'00', x'00') returning id`,
      ),
    ),
  );
  return added.map(({ rows }) => Number(rows[0]?.id));
}

/** Adds a notice about an item for a member. @returns the id of the notice */
async function notify(market: Market, member: number, item: number): Promise<number> {
  const [added] = await market.withDatabase(({ write }) =>
    write([
      sql`insert into notices (user_id, kind, item_id, amount)
          values (${member}, 'returned', ${item}, 5) returning id`,
    ]),
  );
  return Number(added?.rows[0]?.id);
}

/** Adds a session for a member. @returns the id with which the account page names the session */
async function beginSession(market: Market, member: number): Promise<string> {
  const hash = randomBytes(32).toString('hex');
  await market.withDatabase(({ write }) =>
    write([
      sql`insert into sessions (token_hash, user_id, expires_at)
          values (${hash}, ${member}, ${Date.now() + 3_600_000})`,
    ]),
  );
  return hash.slice(0, 16);
}

/** Reads the forms of pages, as a browser without JavaScript gets them. */
export async function readPageForms(market: Market): Promise<Map<Write, FormData>> {
  const { client, id } = await market.addBuyer();
  const [one, other] = await market.addItems(2, 5);
  await notify(market, id, one ?? 0);
  await beginSession(market, id);
  await client.post('/market', { purchase_item: String(one) });
  const forms: [Write, Client, string, string][] = [
    ['register', market.visitor(), '/register', 'email'],
    ['login', market.visitor(), '/login', 'password'],
    ['use a login code', market.visitor(), '/join', 'code'],
    ['buy', client, `/items/${other}/buy`, 'purchase_item'],
    ['sell back', client, `/items/${one}/sell-back`, 'sell_item'],
    ['add an item', client, '/items/new', 'asking_price'],
    ['add photos', client, `/items/${one}/photos`, 'photos'],
    ['edit an item', client, `/items/${one}/edit`, 'name'],
    ['offer an item', client, `/items/${one}/list`, 'asking_price'],
    ['undo', client, '/statement', 'transfer'],
    ['change username', client, '/account/username', 'username'],
    ['name the credits', client, '/account/words', 'credit_words'],
    ['change email', client, '/account/email', 'email'],
    ['change password', client, '/account/password', 'confirm_password'],
    ['close the account', client, '/account/close', 'current_password'],
    ['end a session', client, '/account', 'session'],
    ['end other sessions', client, '/account', `$ACTION_ID_${actionId('endOthersAction')}`],
    ['star', client, `/items/${other}`, 'to'],
    ['read notices', client, '/inbox', 'up_to'],
  ];
  const taken = new Map<Write, FormData>();
  for (const [write, reader, page, field] of forms) {
    taken.set(write, (await formOf(reader, page, field)).data);
  }
  return taken;
}

/** The item that a row is about. For rows without an item it is the market's item. */
export function itemOf(thing: Thing, { items }: Scene): number {
  if (thing === 'an item of the owner') return items.owned;
  return thing === 'an item that the owner offers' ? items.offered : items.free;
}

/** The fields of the form for a row of the table. */
export function fieldsOf(write: Write, thing: Thing, scene: Scene): Record<string, string | File> {
  const { owner, trade, notice, session, loginCode, photos } = scene;
  const item = String(itemOf(thing, scene));
  const [first, second] = photos.get(itemOf(thing, scene)) ?? [];
  const name = /^(an account|the username) of the owner$/.test(thing)
    ? owner.username
    : uniqueName('new');
  const email =
    thing === 'the email address of the owner'
      ? `${owner.username}@example.org`
      : `${name}@example.org`;
  const chosen = { password: NEW_PASSWORD, confirm_password: NEW_PASSWORD };
  const known = {
    current_password:
      thing === 'themselves, not knowing the password' ? 'a wrong password' : PASSWORD,
  };
  const fields: Record<Write, Record<string, string | File>> = {
    buy: { purchase_item: item },
    'sell back': { sell_item: item },
    'add an item': { name: 'Boat', description: '', asking_price: '7', offer: 'yes' },
    'edit an item': { item, name: 'Boat', description: '' },
    'add photos': { photos: new File([new Uint8Array(photo)], 'x.png') },
    'remove a photo': { remove: String(first) },
    'put a photo first': { first: String(second) },
    'offer an item': { item, asking_price: '7' },
    'withdraw an offer': {},
    undo: { transfer: String(trade), back: '/statement' },
    register: { username: name, email, ...chosen },
    login:
      thing === 'an account whose password they know'
        ? { username: account, password: PASSWORD }
        : { username: owner.username, password: 'a wrong password' },
    'use a login code': {
      code: thing === 'the owner, by their login code' ? loginCode : 'ACDE-FGHJ-KMNP',
      ...chosen,
    },
    'change username': { username: name, ...known },
    'name the credits': { credit_word: 'shell', credit_words: 'shells' },
    'change email': { email, ...known },
    'change password': { ...chosen, ...known },
    'close the account': known,
    'end a session': { session },
    'end other sessions': {},
    star: { item, to: 'starred' },
    'read notices': { up_to: String(notice) },
    'log out': {},
    'choose a theme': { theme: 'dark' },
  };
  return { ...fields[write], ...forged(thing, owner.id) };
}

// No form of the market has such fields, because the session identifies the member.
function forged(thing: Thing, ownerId: number): Record<string, string> {
  if (thing !== 'the owner, by their id' && !thing.endsWith('in the owner’s name')) return {};
  const names = ['id', 'user', 'user_id', 'member', 'memberId', 'owner_id', 'ownerId', 'added_by'];
  return Object.fromEntries(names.map((name) => [name, String(ownerId)]));
}

/** The path of the page that has the form. */
export const PATHS: Record<Write, (item: number) => string> = {
  buy: (item) => `/items/${item}/buy`,
  'sell back': (item) => `/items/${item}/sell-back`,
  'add an item': () => '/items/new',
  'edit an item': (item) => `/items/${item}/edit`,
  'add photos': (item) => `/items/${item}/photos`,
  'remove a photo': (item) => `/items/${item}/photos`,
  'put a photo first': (item) => `/items/${item}/photos`,
  'offer an item': (item) => `/items/${item}/list`,
  'withdraw an offer': (item) => `/items/${item}/withdraw`,
  undo: () => '/statement',
  register: () => '/register',
  login: () => '/login',
  'use a login code': () => '/join',
  'change username': () => '/account/username',
  'name the credits': () => '/account/words',
  'change email': () => '/account/email',
  'change password': () => '/account/password',
  'close the account': () => '/account/close',
  'end a session': () => '/account',
  'end other sessions': () => '/account',
  star: (item) => `/items/${item}`,
  'read notices': () => '/inbox',
  'log out': () => '/logout',
  'choose a theme': () => '/theme',
};
