import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashToken } from '../../lib/session-cookie.ts';
import { actionId, builtActions } from '../support/actions.ts';
import { type Client, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

type Role = 'visitor' | 'member' | 'owner';
type Fields = Record<string, string>;

/** What something is done to: whose, in words, and what a form says of it. */
type Thing = { item: string; name: string; session: string; notice: string; transfer: string };

/** What a form can do. */
type Write = {
  /** The parts of the program that do it: all together are compared with the sources. */
  parts: string[];
  /** Where the form of a page is sent, and a field by which it is known; a route has none. */
  page?: { path: (thing: Thing) => string; field: string };
  /** Where a script sends it. */
  plain?: (thing: Thing) => string;
  fields: (thing: Thing) => Fields;
};

const itemPage =
  (part: string) =>
  ({ item }: Thing) =>
    `/items/${item}${part}`;
const at = (path: string) => () => path;
const current_password = PASSWORD;

const WRITES: Record<string, Write> = {
  register: {
    parts: ['app/register/actions.ts registerAction', 'app/register/form.ts registerForm'],
    page: { path: at('/register'), field: 'email' },
    plain: at('/register'),
    fields: ({ name }) => ({
      username: name,
      email: `${name}@example.org`,
      password: PASSWORD,
      confirm_password: PASSWORD,
    }),
  },
  'log in with the password': {
    parts: ['app/login/actions.ts loginAction', 'app/login/form.ts loginForm'],
    page: { path: at('/login'), field: 'password' },
    plain: at('/login'),
    fields: ({ name }) => ({ username: name, password: PASSWORD }),
  },
  'log in without it': {
    parts: [],
    page: { path: at('/login'), field: 'password' },
    plain: at('/login'),
    fields: ({ name }) => ({ username: name, password: 'a wrong password' }),
  },
  'log out': {
    parts: ['app/logout/route.ts POST', 'app/logout/route.ts GET'],
    plain: at('/logout'),
    fields: () => ({}),
  },
  'choose a theme': {
    parts: ['app/theme/route.ts POST'],
    plain: at('/theme'),
    fields: () => ({ theme: 'dark' }),
  },
  buy: {
    parts: ['app/market/actions.ts purchaseAction', 'app/market/forms.ts purchaseForm'],
    page: { path: itemPage('/buy'), field: 'purchase_item' },
    plain: at('/market'),
    fields: ({ item }) => ({ purchase_item: item }),
  },
  'sell back': {
    parts: ['app/market/actions.ts sellBackAction', 'app/market/forms.ts sellBackForm'],
    page: { path: itemPage('/sell-back'), field: 'sell_item' },
    plain: at('/market'),
    fields: ({ item }) => ({ sell_item: item }),
  },
  undo: {
    parts: ['app/statement/actions.ts undoAction', 'app/statement/form.ts undoForm'],
    page: { path: at('/statement'), field: 'transfer' },
    fields: ({ transfer }) => ({ transfer, back: '/statement' }),
  },
  'add an item': {
    parts: ['app/items/actions.ts addItemAction', 'app/items/forms.ts addItemForm'],
    page: { path: at('/items/new'), field: 'asking_price' },
    fields: () => ({ name: uniqueName('thing'), description: '', asking_price: '5' }),
  },
  edit: {
    parts: ['app/items/actions.ts editItemAction', 'app/items/forms.ts editItemForm'],
    page: { path: itemPage('/edit'), field: 'name' },
    fields: ({ item }) => ({ item, name: uniqueName('edited'), description: '' }),
  },
  offer: {
    parts: ['app/items/actions.ts offerAction', 'app/items/forms.ts offerForm'],
    page: { path: itemPage('/list'), field: 'asking_price' },
    fields: ({ item }) => ({ item, asking_price: '8' }),
  },
  withdraw: {
    parts: ['app/items/[id]/withdraw/route.ts POST', 'app/items/forms.ts withdrawForm'],
    plain: itemPage('/withdraw'),
    fields: () => ({}),
  },
  star: {
    parts: ['app/stars/actions.ts starAction', 'app/stars/forms.ts starForm'],
    page: { path: itemPage(''), field: 'to' },
    fields: ({ item }) => ({ item, to: 'starred' }),
  },
  'read notices': {
    parts: ['app/inbox/actions.ts readNoticesAction', 'app/inbox/forms.ts readNoticesForm'],
    page: { path: at('/inbox'), field: 'up_to' },
    fields: ({ notice }) => ({ up_to: notice }),
  },
  'change the name': {
    parts: ['app/account/actions.ts usernameAction', 'app/account/forms.ts usernameForm'],
    page: { path: at('/account/username'), field: 'username' },
    fields: () => ({ username: uniqueName('renamed'), current_password }),
  },
  'change the address': {
    parts: ['app/account/actions.ts emailAction', 'app/account/forms.ts emailForm'],
    page: { path: at('/account/email'), field: 'email' },
    fields: () => ({ email: `${uniqueName('moved')}@example.org`, current_password }),
  },
  'change the password': {
    parts: ['app/account/actions.ts passwordAction', 'app/account/forms.ts passwordForm'],
    page: { path: at('/account/password'), field: 'confirm_password' },
    fields: () => ({
      password: 'new password',
      confirm_password: 'new password',
      current_password,
    }),
  },
  'close the account': {
    parts: ['app/account/actions.ts closeAction', 'app/account/forms.ts closeForm'],
    page: { path: at('/account/close'), field: 'current_password' },
    fields: () => ({ current_password }),
  },
  'end a session': {
    parts: ['app/account/actions.ts endSessionAction', 'app/account/forms.ts endSessionForm'],
    page: { path: at('/account'), field: 'session' },
    fields: ({ session }) => ({ session }),
  },
  'end the other sessions': {
    parts: ['app/account/actions.ts endOthersAction', 'app/account/forms.ts endOthersForm'],
    page: { path: at('/account'), field: `$ACTION_ID_${actionId('endOthersAction')}` },
    fields: () => ({}),
  },
};

/** Where plain posts of those forms come in, and handlers that change nothing. */
const NO_WRITES = [
  'app/api/events/route.ts GET',
  'app/api/forms/[page]/route.ts POST',
  'app/api/health/route.ts GET',
  'app/items/[id]/picture/route.ts GET',
  'app/statement/csv/route.ts GET',
];

const FREE = 'what the market has';
const OWNED = 'what the owner has';
const OFFERED = 'what the owner offers';
const SELF = 'themselves';
const OWNER = 'the owner';
const NEW = 'somebody new';
const LOGIN = 'sent to the login';

/** Who does what to what, what comes of it, and all that it changes. */
const TABLE: [string, Role, string, 'done' | 'refused' | typeof LOGIN, string[]][] = [
  ['register', 'visitor', NEW, 'done', ['somebody: new', 'somebody: session begun']],
  ['register', 'visitor', OWNER, 'refused', []],
  [
    'register',
    'member',
    NEW,
    'done',
    ['member: session ended', 'somebody: new', 'somebody: session begun'],
  ],
  ['register', 'owner', OWNER, 'refused', []],
  ['log in with the password', 'visitor', OWNER, 'done', ['owner: session begun']],
  [
    'log in with the password',
    'member',
    OWNER,
    'done',
    ['member: session ended', 'owner: session begun'],
  ],
  ['log in with the password', 'owner', OWNER, 'done', []],
  ['log in without it', 'visitor', OWNER, 'refused', []],
  ['log in without it', 'member', OWNER, 'refused', []],
  ['log in without it', 'owner', OWNER, 'refused', []],
  ['log out', 'visitor', SELF, 'done', []],
  ['log out', 'member', SELF, 'done', ['member: session ended']],
  ['log out', 'owner', SELF, 'done', ['owner: session ended']],
  ['choose a theme', 'visitor', SELF, 'done', []],
  ['choose a theme', 'member', SELF, 'done', []],
  ['choose a theme', 'owner', SELF, 'done', []],
  ['buy', 'visitor', FREE, LOGIN, []],
  ['buy', 'visitor', OWNED, LOGIN, []],
  ['buy', 'visitor', OFFERED, LOGIN, []],
  ['buy', 'member', FREE, 'done', ['free: market → member', 'member: −5 credits']],
  ['buy', 'member', OWNED, 'refused', []],
  [
    'buy',
    'member',
    OFFERED,
    'done',
    [
      'member: −9 credits',
      'offered: at 9 → at null',
      'offered: owner → member',
      'owner: +9 credits',
      'owner: told',
    ],
  ],
  ['buy', 'owner', OWNED, 'refused', []],
  ['buy', 'owner', OFFERED, 'refused', []],
  ['sell back', 'visitor', OWNED, LOGIN, []],
  ['sell back', 'member', FREE, 'refused', []],
  ['sell back', 'member', OWNED, 'refused', []],
  ['sell back', 'member', OFFERED, 'refused', []],
  ['sell back', 'owner', OWNED, 'done', ['owned: owner → market', 'owner: +5 credits']],
  ['undo', 'visitor', OWNED, LOGIN, []],
  ['undo', 'member', OWNED, 'refused', []],
  ['undo', 'owner', OWNED, 'done', ['owned: owner → market', 'owner: +5 credits']],
  ['add an item', 'visitor', SELF, LOGIN, []],
  ['add an item', 'member', SELF, 'done', ['something of member: new']],
  ['add an item', 'owner', SELF, 'done', ['something of owner: new']],
  ['edit', 'visitor', OWNED, LOGIN, []],
  ['edit', 'member', FREE, 'refused', []],
  ['edit', 'member', OWNED, 'refused', []],
  ['edit', 'member', OFFERED, 'refused', []],
  ['edit', 'owner', OWNED, 'done', ['owned: edited']],
  ['offer', 'visitor', OWNED, LOGIN, []],
  ['offer', 'member', FREE, 'refused', []],
  ['offer', 'member', OWNED, 'refused', []],
  ['offer', 'member', OFFERED, 'refused', []],
  ['offer', 'owner', OWNED, 'done', ['owned: at null → at 8']],
  ['withdraw', 'visitor', OFFERED, LOGIN, []],
  ['withdraw', 'member', OFFERED, 'refused', []],
  ['withdraw', 'owner', OFFERED, 'done', ['offered: at 9 → at null']],
  ['star', 'visitor', FREE, LOGIN, []],
  ['star', 'member', FREE, 'done', ['member: star set']],
  ['star', 'member', OWNED, 'done', ['member: star set']],
  ['star', 'owner', OWNED, 'done', ['owner: star set']],
  ['read notices', 'visitor', OWNER, LOGIN, []],
  ['read notices', 'member', OWNER, 'done', []],
  ['read notices', 'owner', OWNER, 'done', ['owner: notice read']],
  ['change the name', 'visitor', SELF, LOGIN, []],
  ['change the name', 'member', SELF, 'done', ['member: renamed']],
  ['change the name', 'owner', SELF, 'done', ['owner: renamed']],
  ['change the address', 'visitor', SELF, LOGIN, []],
  ['change the address', 'member', SELF, 'done', ['member: moved']],
  ['change the address', 'owner', SELF, 'done', ['owner: moved']],
  ['change the password', 'visitor', SELF, LOGIN, []],
  ['change the password', 'member', SELF, 'done', ['member: new password']],
  ['change the password', 'owner', SELF, 'done', ['owner: new password', 'owner: session ended']],
  ['close the account', 'visitor', SELF, LOGIN, []],
  [
    'close the account',
    'member',
    SELF,
    'done',
    [
      'member: closed',
      'member: moved',
      'member: new password',
      'member: renamed',
      'member: session ended',
      'member: −1000 credits',
    ],
  ],
  [
    'close the account',
    'owner',
    SELF,
    'done',
    [
      'offered: at 9 → at null',
      'offered: owner → market',
      'owned: owner → market',
      'owner: closed',
      'owner: forgets a notice',
      'owner: moved',
      'owner: new password',
      'owner: renamed',
      'owner: session ended',
      'owner: −990 credits',
    ],
  ],
  ['end a session', 'visitor', OWNER, LOGIN, []],
  ['end a session', 'member', OWNER, 'done', []],
  ['end a session', 'owner', OWNER, 'done', ['owner: session ended']],
  ['end the other sessions', 'visitor', SELF, LOGIN, []],
  ['end the other sessions', 'member', SELF, 'done', []],
  ['end the other sessions', 'owner', SELF, 'done', ['owner: session ended']],
];

/** The forms of pages as they are sent without JavaScript, from HTML that a browser had. */
const pageForms = new Map<string, FormData>();

beforeAll(async () => {
  const { owner, things } = await scene();
  const readers: Record<string, Client> = {
    register: market().visitor(),
    'log in with the password': market().visitor(),
    'log in without it': market().visitor(),
  };
  for (const [name, { page }] of Object.entries(WRITES)) {
    if (!page) continue;
    // Each is of one that its owner may send.
    const thing = things(name === 'buy' || name === 'star' ? FREE : OWNED);
    const { data } = await formOf(readers[name] ?? owner.client, page.path(thing), page.field);
    // What makes it a form of this page; its fields are those of the row.
    for (const field of [...data.keys()]) if (!field.startsWith('$')) data.delete(field);
    pageForms.set(name, data);
  }
});

afterAll(() => market().expectSound());

/** People and things of one row. */
async function scene() {
  const [member, owner] = await market().addBuyers(2);
  const [free, owned, offered] = await market().addItems(3, 5);
  if (!member || !owner) throw new Error('The scene is not set.');
  const buy = (item: number | undefined) =>
    owner.client.post('/market', { purchase_item: String(item) });
  await buy(offered);
  await buy(owned);
  const [told] = await market().beside(({ write }) =>
    write([
      sql`insert into notices (user_id, kind, item_id, amount)
          values (${owner.id}, 'returned', ${owned}, 5) returning id`,
      sql`update items set asking_price = 9 where id = ${offered}`,
      sql`insert into sessions (token_hash, user_id, expires_at)
          values (${hashToken(randomBytes(32).toString('hex'))}, ${owner.id}, ${Date.now() + 3_600_000})`,
    ]),
  );
  const account = await (await owner.client.get('/account')).text();
  const things = (object: string): Thing => ({
    item: String(object === FREE ? free : object === OFFERED ? offered : owned),
    name: object === OWNER ? owner.username : uniqueName('new'),
    session: /name="session" value="([^"]+)"/.exec(account)?.[1] ?? '',
    notice: String(told?.rows[0]?.id),
    transfer: '',
  });
  const transfer = await market().value(
    sql`select max(id) from transfers where item_id = ${owned}`,
  );
  const names = new Map<string, string>([
    [`user ${member.id}`, 'member'],
    [`user ${owner.id}`, 'owner'],
    [`item ${free}`, 'free'],
    [`item ${owned}`, 'owned'],
    [`item ${offered}`, 'offered'],
  ]);
  return {
    member,
    owner,
    names,
    things: (object: string): Thing => ({ ...things(object), transfer: String(transfer) }),
  };
}

type User = {
  id: number;
  username: string;
  email: string;
  password: string;
  closed: number | null;
  budget: number;
  sessions: number;
  stars: number;
  unread: number;
  notices: number;
};
type Item = { id: number; owner: number | null; asked: number | null; text: string };
type State = { users: User[]; items: Item[] };

async function stateNow(): Promise<State> {
  return {
    users: await market().rows(sql`
      select id, username, email, password_hash password, closed_at closed, budget,
        (select count(*) from sessions where user_id = users.id) sessions,
        (select count(*) from stars where user_id = users.id) stars,
        (select count(*) from notices where user_id = users.id and read_at is null) unread,
        (select count(*) from notices where user_id = users.id) notices
      from users`),
    items: await market().rows(sql`
      select id, owner_id owner, asking_price asked,
        json_array(name, description, category, price, barcode) text from items`),
  };
}

/** All that is different, in words; `names` are those of this row's people and things. */
function changes(before: State, after: State, names: Map<string, string>): string[] {
  const who = (id: number | null) =>
    id === null ? 'market' : (names.get(`user ${id}`) ?? 'somebody');
  const found: string[] = [];
  for (const item of after.items) {
    const was = before.items.find(({ id }) => id === item.id);
    const what = names.get(`item ${item.id}`) ?? `something of ${who(item.owner)}`;
    if (!was) found.push(`${what}: new`);
    if (was && was.owner !== item.owner)
      found.push(`${what}: ${who(was.owner)} → ${who(item.owner)}`);
    if (was && was.asked !== item.asked) found.push(`${what}: at ${was.asked} → at ${item.asked}`);
    if (was && was.text !== item.text) found.push(`${what}: edited`);
  }
  for (const user of after.users) {
    const was = before.users.find(({ id }) => id === user.id);
    found.push(...changesOf(user, was).map((change) => `${who(user.id)}: ${change}`));
  }
  if (after.users.length < before.users.length) found.push('a member less');
  if (after.items.length < before.items.length) found.push('an item less');
  return found.sort();
}

function changesOf(user: User, was: User | undefined): string[] {
  if (!was) return ['new', ...(user.sessions > 0 ? ['session begun'] : [])];
  const more = user.budget - was.budget;
  const found: [boolean, string][] = [
    [user.username !== was.username, 'renamed'],
    [user.email !== was.email, 'moved'],
    [user.password !== was.password, 'new password'],
    [user.closed !== was.closed, 'closed'],
    [more !== 0, `${more < 0 ? '−' : '+'}${Math.abs(more)} credits`],
    [user.sessions > was.sessions, 'session begun'],
    [user.sessions < was.sessions, 'session ended'],
    [user.stars > was.stars, 'star set'],
    [user.stars < was.stars, 'star taken away'],
    [user.notices > was.notices, 'told'],
    [user.notices < was.notices, 'forgets a notice'],
    [user.notices === was.notices && user.unread < was.unread, 'notice read'],
    [user.notices === was.notices && user.unread > was.unread, 'notice unread'],
  ];
  return found.flatMap(([isSo, words]) => (isSo ? [words] : []));
}

/** Sends it as a browser without JavaScript sends the form of a page. */
function sendPageForm(client: Client, name: string, path: string, fields: Fields) {
  const data = new FormData();
  for (const [field, value] of pageForms.get(name) ?? []) data.set(field, value);
  for (const [field, value] of Object.entries(fields)) data.set(field, value);
  return client.post(path, data);
}

const REFUSAL =
  /Login failed|needs? your attention|has just been sold|is yours already|not yours|no such|is not for sale|nothing to undo|can’t be undone/i;

async function outcomeOf(client: Client, answer: Response) {
  const to = answer.headers.get('location');
  if (to?.startsWith('/login?next=')) return LOGIN;
  if (to) expect([302, 303]).toContain(answer.status);
  const page = to ? await client.get(to) : answer;
  expect(page.status).toBe(200);
  const text = textOf(await page.text());
  if (!to) expect(text).toMatch(REFUSAL);
  return REFUSAL.test(text) ? 'refused' : 'done';
}

const HANDLER =
  /export (?:async )?(?:function|const|let) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g;
const FORM = /(?:function|const) (\w+)(?:\([^)]*\)[^{]*\{[^}]*?return| =) defineForm\b/g;

function sources(name: RegExp): { file: string; text: string }[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((path) => `app/${path.replaceAll('\\', '/')}`)
    .filter((file) => name.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

/** What a pattern finds in a source, by name; and what there is of it beyond that. */
function named({ file, text }: { file: string; text: string }, pattern: RegExp, all: RegExp) {
  const names = [...text.matchAll(pattern)].map(([, name]) => `${file} ${name}`);
  const count = [...text.matchAll(all)].length;
  return names.length === count ? names : [...names, `${file}: ${count} in all`];
}

describe('the table of who may do what', () => {
  it('has every server action, form and route handler that there is', () => {
    const actions = builtActions().map(
      ({ filename, exportedName }) => `${filename} ${exportedName}`,
    );
    const forms = sources(/\.tsx?$/).flatMap((source) => named(source, FORM, /\bdefineForm\(/g));
    const handlers = sources(/\/route\.tsx?$/).flatMap(({ file, text }) => {
      const methods = [...text.matchAll(HANDLER)].map(([, method]) => `${file} ${method}`);
      return methods.length > 0 ? methods : [`${file}: of unknown methods`];
    });
    const listed = [...Object.values(WRITES).flatMap(({ parts }) => parts), ...NO_WRITES];
    expect(listed.sort()).toEqual([...actions, ...forms, ...handlers].sort());
  });

  it('has every role for each', () => {
    for (const name of Object.keys(WRITES)) {
      const roles = TABLE.filter(([write]) => write === name).map(([, role]) => role);
      expect([...new Set(roles)].sort(), name).toEqual(['member', 'owner', 'visitor']);
    }
  });
});

describe.each([
  ['a page’s form', TABLE.filter(([name]) => WRITES[name]?.page)],
  ['a plain post', TABLE.filter(([name]) => WRITES[name]?.plain)],
])('by %s', (way, table) => {
  it.each(table)('%s: a %s, %s: %s', async (name, role, object, outcome, expected) => {
    const write = WRITES[name];
    const { member, owner, names, things } = await scene();
    const client = { visitor: market().visitor(), member: member.client, owner: owner.client }[
      role
    ];
    const thing = things(object);
    // Only what the form itself tells is to be seen, not what set the scene.
    client.setCookie('market-flash', '');
    const before = await stateNow();
    const answer =
      way === 'a page’s form'
        ? await sendPageForm(
            client,
            name,
            write?.page?.path(thing) ?? '',
            write?.fields(thing) ?? {},
          )
        : await client.post(write?.plain?.(thing) ?? '', write?.fields(thing) ?? {});
    const seen = await outcomeOf(client, answer);
    expect({ outcome: seen, changes: changes(before, await stateNow(), names) }).toEqual({
      outcome,
      changes: expected,
    });
  });
});
