import { readdirSync, readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtActions } from '../support/actions.ts';
import { type Client, newMember, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

/** What a post can do, and by which parts of the program: this list is compared with the sources. */
const WRITES = {
  register: ['app/register/actions.ts registerAction', 'app/register/form.ts registerForm'],
  login: ['app/login/actions.ts loginAction', 'app/login/form.ts loginForm'],
  buy: ['app/market/actions.ts purchaseAction', 'app/market/forms.ts purchaseForm'],
  'sell back': ['app/market/actions.ts sellBackAction', 'app/market/forms.ts sellBackForm'],
  'add an item': ['app/items/actions.ts addItemAction', 'app/items/forms.ts addItemForm'],
  'list for sale': ['app/items/actions.ts offerAction', 'app/items/forms.ts offerForm'],
  withdraw: ['app/items/[id]/withdraw/route.ts POST', 'app/items/forms.ts withdrawForm'],
  edit: ['app/items/actions.ts editItemAction', 'app/items/forms.ts editItemForm'],
  'log out': ['app/logout/route.ts POST', 'app/logout/route.ts GET'],
  'choose a theme': ['app/theme/route.ts POST'],
  star: ['app/stars/actions.ts starAction', 'app/stars/forms.ts starForm'],
  'read notices': ['app/inbox/actions.ts readNoticesAction', 'app/inbox/forms.ts readNoticesForm'],
} as const;

/** Where plain posts of those forms come in. */
const WAYS_IN = ['app/api/forms/[page]/route.ts POST'];
/** Handlers that change nothing. */
const READS = [
  'app/api/events/route.ts GET',
  'app/api/health/route.ts GET',
  'app/items/[id]/picture/route.ts GET',
];

/** What the old system did not have, so that no script posts it. */
const BY_PAGE_ALONE = new Set<string>([
  'star',
  'read notices',
  'add an item',
  'list for sale',
  'withdraw',
  'edit',
]);

type Write = keyof typeof WRITES;
type Role = 'visitor' | 'member' | 'owner';
type Outcome = 'done' | 'refused' | 'sent to the login';

/** Who does what to what, what comes of it, and all that it changes. */
const TABLE: [Write, Role, string, Outcome, string[]][] = [
  ['buy', 'visitor', 'an item of the market', 'sent to the login', []],
  ['buy', 'visitor', 'an item of the owner', 'sent to the login', []],
  [
    'buy',
    'member',
    'an item of the market',
    'done',
    ['item: market → member', 'member: −5 credits'],
  ],
  ['buy', 'member', 'an item of the owner', 'refused', []],
  ['buy', 'owner', 'an item of the owner', 'refused', []],
  ['sell back', 'visitor', 'an item of the market', 'sent to the login', []],
  ['sell back', 'visitor', 'an item of the owner', 'sent to the login', []],
  ['sell back', 'member', 'an item of the market', 'refused', []],
  ['sell back', 'member', 'an item of the owner', 'refused', []],
  [
    'sell back',
    'owner',
    'an item of the owner',
    'done',
    ['item: owner → market', 'owner: +5 credits'],
  ],
  ['register', 'visitor', 'a new account', 'done', ['somebody: new', 'somebody: session begun']],
  ['register', 'visitor', 'an account of the owner', 'refused', []],
  [
    'register',
    'member',
    'a new account',
    'done',
    ['member: session ended', 'somebody: new', 'somebody: session begun'],
  ],
  ['register', 'member', 'an account of the owner', 'refused', []],
  ['login', 'visitor', 'an account whose password they know', 'done', ['account: session begun']],
  ['login', 'visitor', 'an account of the owner', 'refused', []],
  [
    'login',
    'member',
    'an account whose password they know',
    'done',
    ['account: session begun', 'member: session ended'],
  ],
  ['login', 'member', 'an account of the owner', 'refused', []],
  ['login', 'owner', 'an account of the owner', 'refused', []],
  ['star', 'visitor', 'an item of the market', 'sent to the login', []],
  ['star', 'member', 'an item of the market', 'done', ['member: star set']],
  ['star', 'member', 'an item of the owner', 'done', ['member: star set']],
  ['star', 'owner', 'an item of the owner', 'done', ['owner: star set']],
  ['read notices', 'visitor', 'a notice of the owner', 'sent to the login', []],
  ['read notices', 'member', 'a notice of the owner', 'done', []],
  ['read notices', 'owner', 'a notice of the owner', 'done', ['owner: notice read']],
  ['add an item', 'visitor', 'a new item', 'sent to the login', []],
  ['add an item', 'member', 'a new item', 'done', ['item: new, of member']],
  ['add an item', 'owner', 'a new item', 'done', ['item: new, of owner']],
  ['list for sale', 'visitor', 'an item of the owner', 'sent to the login', []],
  ['list for sale', 'member', 'an item of the market', 'refused', []],
  ['list for sale', 'member', 'an item of the owner', 'refused', []],
  ['list for sale', 'owner', 'an item of the owner', 'done', ['item: offered at 7']],
  ['withdraw', 'visitor', 'an offer of the owner', 'sent to the login', []],
  ['withdraw', 'member', 'an item of the market', 'refused', []],
  ['withdraw', 'member', 'an offer of the owner', 'refused', []],
  ['withdraw', 'owner', 'an offer of the owner', 'done', ['item: not offered']],
  ['edit', 'visitor', 'an item of the owner', 'sent to the login', []],
  ['edit', 'member', 'an item of the market', 'refused', []],
  ['edit', 'member', 'an item of the owner', 'refused', []],
  ['edit', 'owner', 'an item of the owner', 'done', ['item: edited']],
  ['log out', 'visitor', 'themselves', 'done', []],
  ['log out', 'member', 'themselves', 'done', ['member: session ended']],
  ['log out', 'owner', 'themselves', 'done', ['owner: session ended']],
  ['choose a theme', 'visitor', 'themselves', 'done', []],
  ['choose a theme', 'member', 'themselves', 'done', []],
  ['choose a theme', 'owner', 'themselves', 'done', []],
];

/** Somebody with a password, whom everybody knows it of. */
const account = uniqueName('Account');
/** The forms of pages as they are sent without JavaScript, from HTML that a browser had. */
const pageForms = new Map<Write, FormData>();

beforeAll(async () => {
  await newMember(market().url, account);
  const { client, id } = await market().addBuyer();
  const [one, other] = await market().addItems(2, 5);
  await notify(id, one ?? 0);
  await client.post('/market', { purchase_item: String(one) });
  const forms: [Write, Client, string, string][] = [
    ['register', market().visitor(), '/register', 'email'],
    ['login', market().visitor(), '/login', 'password'],
    ['buy', client, `/items/${other}/buy`, 'purchase_item'],
    ['sell back', client, `/items/${one}/sell-back`, 'sell_item'],
    ['star', client, `/items/${other}`, 'to'],
    ['read notices', client, '/inbox', 'up_to'],
    ['add an item', client, '/items/new', 'asking_price'],
    ['list for sale', client, `/items/${one}/list`, 'asking_price'],
    ['edit', client, `/items/${one}/edit`, 'name'],
  ];
  for (const [write, reader, page, field] of forms) {
    pageForms.set(write, (await formOf(reader, page, field)).data);
  }
});

afterAll(() => market().expectSound());

/** Has a member be told of an item. @returns the notice's id */
async function notify(member: number, item: number): Promise<number> {
  const [told] = await market().beside(({ write }) =>
    write([
      sql`insert into notices (user_id, kind, item_id, amount)
          values (${member}, 'returned', ${item}, 5) returning id`,
    ]),
  );
  return Number(told?.rows[0]?.id);
}

type State = {
  items: { id: number; owner: number | null; asking: number | null; said: string }[];
  users: { id: number; username: string; budget: number }[];
  sessions: { id: number }[];
  stars: { id: number }[];
  read: { id: number }[];
  failures: number;
};

async function stateNow(): Promise<State> {
  return {
    items: await market().rows(
      sql`select id, owner_id owner, asking_price asking,
        concat_ws('/', name, description, category, price, barcode) said from items`,
    ),
    users: await market().rows(sql`select id, username, budget from users`),
    sessions: await market().rows(sql`select user_id id from sessions`),
    stars: await market().rows(sql`select user_id id from stars`),
    read: await market().rows(sql`select user_id id from notices where read_at is not null`),
    failures: (await market().value(sql`select count(*) from login_failures`)) ?? 0,
  };
}

/** What is a member's own besides, and what it is called to have more of it, or less. */
const COUNTED = [
  ['sessions', 'session begun', 'session ended'],
  ['stars', 'star set', 'star taken away'],
  ['read', 'notice read', 'notice unread'],
] as const;

/** All that is different, in words; `names` are those of this row's people by id. */
function changes(before: State, after: State, names: Map<number, string>): string[] {
  const nameOf = (id: number | null) => (id === null ? 'market' : (names.get(id) ?? 'somebody'));
  const found: string[] = [];
  for (const { id, owner, asking, said } of after.items) {
    const was = before.items.find((item) => item.id === id);
    if (!was) {
      found.push(`item: new, of ${nameOf(owner)}`);
      continue;
    }
    if (was.owner !== owner) found.push(`item: ${nameOf(was.owner)} → ${nameOf(owner)}`);
    if (was.asking !== asking)
      found.push(asking ? `item: offered at ${asking}` : 'item: not offered');
    if (was.said !== said) found.push('item: edited');
  }
  for (const { id, budget } of after.users) {
    const was = before.users.find((user) => user.id === id);
    if (!was) found.push(`${nameOf(id)}: new`);
    else if (was.budget !== budget) {
      const more = budget - was.budget;
      found.push(`${nameOf(id)}: ${more < 0 ? '−' : '+'}${Math.abs(more)} credits`);
    }
    for (const [kind, more, less] of COUNTED) {
      const count = (state: State) => state[kind].filter((one) => one.id === id).length;
      if (count(after) > count(before)) found.push(`${nameOf(id)}: ${more}`);
      if (count(after) < count(before)) found.push(`${nameOf(id)}: ${less}`);
    }
  }
  if (after.users.length < before.users.length) found.push('a member less');
  return found.sort();
}

/** People and things of one row. */
async function scene(object: string) {
  const [member, owner] = await market().addBuyers(2);
  const [free, owned] = await market().addItems(2, 5);
  if (!member || !owner || !free || !owned) throw new Error('The scene is not set.');
  await owner.client.post('/market', { purchase_item: String(owned) });
  await owner.client.get('/market');
  const clients = { visitor: market().visitor(), member: member.client, owner: owner.client };
  const accountId = await market().value(sql`select id from users where username = ${account}`);
  const names = new Map([
    [member.id, 'member'],
    [owner.id, 'owner'],
    [accountId ?? 0, 'account'],
  ]);
  if (object.startsWith('an offer')) {
    await market().beside(({ write }) =>
      write([sql`update items set asking_price = 9 where id = ${owned}`]),
    );
  }
  const notice = await notify(owner.id, owned);
  return { clients, names, items: { free, owned }, notice, ownerName: owner.username };
}

type Scene = Awaited<ReturnType<typeof scene>>;

function fieldsOf(write: Write, object: string, { items, notice, ownerName }: Scene) {
  const item = String(object.endsWith('of the owner') ? items.owned : items.free);
  const name = object.endsWith('of the owner') ? ownerName : uniqueName('new');
  const fields: Record<Write, Record<string, string>> = {
    buy: { purchase_item: item },
    'sell back': { sell_item: item },
    register: {
      username: name,
      email: `${name}@example.org`,
      password: PASSWORD,
      confirm_password: PASSWORD,
    },
    login: object.endsWith('they know')
      ? { username: account, password: PASSWORD }
      : { username: ownerName, password: 'a wrong password' },
    star: { item, to: 'starred' },
    'read notices': { up_to: String(notice) },
    'add an item': { name: 'Boat', description: '', asking_price: '7' },
    'list for sale': { item, asking_price: '7' },
    withdraw: {},
    edit: { item, name: 'Boat', description: '' },
    'log out': {},
    'choose a theme': { theme: 'dark' },
  };
  return { fields: fields[write], item };
}

const PATHS: Record<Write, (item: string) => string> = {
  buy: (item) => `/items/${item}/buy`,
  'sell back': (item) => `/items/${item}/sell-back`,
  register: () => '/register',
  login: () => '/login',
  star: (item) => `/items/${item}`,
  'read notices': () => '/inbox',
  'add an item': () => '/items/new',
  'list for sale': (item) => `/items/${item}/list`,
  withdraw: (item) => `/items/${item}/withdraw`,
  edit: (item) => `/items/${item}/edit`,
  'log out': () => '/logout',
  'choose a theme': () => '/theme',
};

/** Sends it as a browser without JavaScript sends the form of a page. */
function sendPageForm(client: Client, write: Write, fields: Record<string, string>, item: string) {
  const data = new FormData();
  for (const [name, value] of pageForms.get(write) ?? []) {
    // Neither the price nor the key of the page that the form was taken from.
    if (name.startsWith('$')) data.set(name, value);
  }
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return client.post(PATHS[write](item), data);
}

/** Sends it as a script does. */
function sendPlain(client: Client, write: Write, fields: Record<string, string>, item: string) {
  const path = write === 'buy' || write === 'sell back' ? '/market' : PATHS[write](item);
  return client.post(path, fields);
}

async function outcomeOf(client: Client, answer: Response): Promise<Outcome> {
  const to = answer.headers.get('location');
  if (to?.startsWith('/login?next=')) return 'sent to the login';
  if (!to) {
    expect(answer.status).toBe(200);
    expect(textOf(await answer.text())).toMatch(/Login failed|needs? your attention/);
    return 'refused';
  }
  expect([302, 303]).toContain(answer.status);
  const page = await client.get(to);
  expect(page.status).toBe(200);
  const refusal = /has just been sold|is yours already|not yours to (sell|change)|no such item/;
  return refusal.test(textOf(await page.text())) ? 'refused' : 'done';
}

const HANDLER =
  /export (?:async )?(?:function|const|let) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g;

function sources(name: RegExp): { file: string; text: string }[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((path) => `app/${path.replaceAll('\\', '/')}`)
    .filter((file) => name.test(file))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

describe('the table of who may do what', () => {
  it('has every server action, form and route handler that there is', () => {
    const actions = builtActions().map(
      ({ filename, exportedName }) => `${filename} ${exportedName}`,
    );
    const forms = sources(/\.tsx?$/).flatMap(({ file, text }) =>
      [...text.matchAll(/const (\w+) = defineForm\b/g)].map(([, name]) => `${file} ${name}`),
    );
    const handlers = sources(/\/route\.tsx?$/).flatMap(({ file, text }) => {
      const methods = [...text.matchAll(HANDLER)].map(([, method]) => `${file} ${method}`);
      return methods.length > 0 ? methods : [`${file}, whose methods this test can't tell`];
    });
    const listed = [...Object.values(WRITES).flat(), ...WAYS_IN, ...READS];
    expect([...listed].sort()).toEqual([...actions, ...forms, ...handlers].sort());
    expect(new Set(TABLE.map(([write]) => write))).toEqual(new Set(Object.keys(WRITES)));
  });

  it('has every role for each', () => {
    for (const write of Object.keys(WRITES)) {
      const roles = new Set(TABLE.filter(([name]) => name === write).map(([, role]) => role));
      const two = write === 'register';
      expect(roles, write).toEqual(
        new Set(two ? ['visitor', 'member'] : ['visitor', 'member', 'owner']),
      );
    }
  });
});

describe.each([
  ['a page’s form', TABLE],
  ['a plain post', TABLE.filter(([write]) => !BY_PAGE_ALONE.has(write))],
])('by %s', (way, table) => {
  it.each(table)('%s: a %s, %s: %s', async (write, role, object, outcome, expected) => {
    const set = await scene(object);
    const client = set.clients[role];
    const { fields, item } = fieldsOf(write, object, set);
    const before = await stateNow();
    const answer =
      way === 'a plain post' || !pageForms.has(write)
        ? await sendPlain(client, write, fields, item)
        : await sendPageForm(client, write, fields, item);
    const seen = await outcomeOf(client, answer);
    expect({ outcome: seen, changes: changes(before, await stateNow(), set.names) }).toEqual({
      outcome,
      changes: expected,
    });
  });
});
