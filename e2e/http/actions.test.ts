import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { ACTION_SALT } from '../../bin/build.ts';
import { PATIENT, scaled, seed } from '../../testing/scale.ts';
import { actionId, builtActions } from '../support/actions.ts';
import { textOf } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { type Buyer, marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

/** All data that a form could change. */
const everything = () =>
  market().rows(sql`
    select (select count(*) from users) users, (select count(*) from transfers) transfers,
      (select count(*) from sessions) sessions, (select count(*) from login_failures) failures,
      (select group_concat(code_hash) from login_codes) codes,
      (select group_concat(id || ':' || ifnull(owner_id, '-')) from items) owners`);

/** Expects one of our own pages that gives the reason, with its security headers. */
async function expectPage(answer: Response, status: number) {
  const html = await answer.text();
  expect({ status: answer.status, text: textOf(html) }).toEqual({
    status,
    text: expect.stringContaining('Nothing was done.'),
  });
  expect(answer.headers.get('content-type')).toMatch(/^text\/html/);
  expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(html).toContain('<main');
}

/** The ways in which a browser sends the action of a form. */
type Way = 'without JavaScript' | 'without JavaScript, as an action with a state' | 'by script';
const WAYS: Way[] = [
  'without JavaScript',
  'without JavaScript, as an action with a state',
  'by script',
];

function send({ client }: Buyer, path: string, id: string, way: Way, fields: [string, string][]) {
  const data = new FormData();
  if (way === 'without JavaScript') data.set(`$ACTION_ID_${id}`, '');
  if (way === 'without JavaScript, as an action with a state') {
    data.set('$ACTION_REF_1', '');
    data.set('$ACTION_1:0', JSON.stringify({ id, bound: '$@1' }));
    data.set('$ACTION_1:1', '[{"values":{},"fieldErrors":{},"message":null}]');
    data.set('$ACTION_KEY', 'p/market');
  }
  const prefix = way === 'by script' ? '_1_' : '';
  for (const [name, value] of fields) data.set(prefix + name, value);
  if (way !== 'by script') return client.post(path, data);
  data.set('0', '["$K1"]');
  const sent = id.replace(/[^\x20-\x7e]/g, '?');
  return client.post(path, data, { 'next-action': sent, accept: 'text/x-component' });
}

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });

/** Ids that belong to no action: invented, of another build, or damaged. */
const forged = fc.oneof(
  { weight: 3, arbitrary: hex(42) },
  { weight: 2, arbitrary: hex(40).map((rest) => `40${rest}`) },
  fc.tuple(fc.nat(41), hex(1)).map(([at, digit]) => {
    const id = actionId('purchaseAction');
    return (
      id.slice(0, at) + (id[at] === digit ? (digit === '0' ? '1' : '0') : digit) + id.slice(at + 1)
    );
  }),
  fc.constant('').map(() => actionId('purchaseAction').slice(1)),
  fc.constant('').map(() => actionId('purchaseAction').toUpperCase()),
  fc.constantFrom(
    '',
    ' ',
    'x',
    '0',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    '../app/market/actions',
    '%00',
    '"',
    '{"id":"x"}',
    'a'.repeat(3_000),
  ),
  fc.string({ maxLength: 60 }),
);

describe('a form whose action is not in this build', () => {
  it(`is answered with a page, and changes nothing (seed ${seed})`, PATIENT, async () => {
    const member = await market().addBuyer();
    const item = String(await market().addItem(5));
    const before = await everything();
    await fc.assert(
      fc.asyncProperty(
        forged,
        fc.constantFrom(...WAYS),
        fc.constantFrom('/market', '/login', '/', `/items/${item}/buy`, '/nowhere'),
        async (id, way, path) => {
          const answer = await send(member, path, id, way, [['purchase_item', item]]);
          await expectPage(answer, 400);
        },
      ),
      { seed, numRuns: scaled(50, 1_000) },
    );
    expect(await everything()).toEqual(before);
  });

  it('gets a header that tells the router in the browser', async () => {
    const member = await market().addBuyer();
    const answer = await send(member, '/market', `40${'ab'.repeat(20)}`, 'by script', []);
    expect(answer.headers.get('x-nextjs-action-not-found')).toBe('1');
  });
});

describe('a form whose action belongs to another page', () => {
  const ALL = [
    '/market',
    '/login',
    '/nowhere',
    '/',
    '/register',
    '/join',
    '/items',
    '/status/busy',
  ];
  const PAGES = ALL.slice(0, scaled(3, ALL.length));

  it.each(builtActions().map(({ exportedName, id }) => [exportedName, id]))(
    '%s causes no server error, and changes nothing',
    async (_, id) => {
      const member = await market().addBuyer();
      const before = await everything();
      for (const path of PAGES) {
        for (const way of WAYS) {
          const answer = await send(member, path, id, way, [['purchase_item', '99999999']]);
          const to = answer.headers.get('location');
          const page = to ? await member.client.get(to) : answer;
          expect(page.status, `${way} at ${path}`).toBeLessThan(
            path === '/status/busy' ? 504 : 500,
          );
          if (!to) expect((await page.text()).length).toBeGreaterThan(0);
        }
      }
      expect(await everything()).toEqual(before);
    },
  );

  it('is not forwarded by the server to itself, which would hide the client’s address', async () => {
    const before = await everything();
    const data = { _1_username: 'somebody', _1_password: 'a wrong password', 0: '[null,"$K1"]' };
    const ways: Record<string, string>[] = [{}, { 'x-action-forwarded': '1' }];
    for (const more of ways) {
      const form = new FormData();
      for (const [name, value] of Object.entries(data)) form.set(name, value);
      const headers = { 'next-action': actionId('loginAction'), ...more };
      await expectPage(await market().visitor().post('/market', form, headers), 400);
    }
    expect(await everything()).toEqual(before);
  });
});

const boundary = 'x';
const part = (name: string, value: string) =>
  `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const END = `--${boundary}--\r\n`;

/** Bodies of broken forms, made with the id of a real action. */
const BROKEN: [string, (id: string) => string][] = [
  ['nothing at all', () => ''],
  ['text that is no form', () => 'junk'],
  ['cut off', (id) => part(`$ACTION_ID_${id}`, '')],
  ['cut off in a field', (id) => `${part(`$ACTION_ID_${id}`, '')}--x\r\ncontent-dispo`],
  ['without an action', () => part('purchase_item', '3') + END],
  ['with an action twice', (id) => part('$ACTION_REF_1', '') + part(`$ACTION_ID_${id}`, '') + END],
  [
    'with a state that can’t be read',
    (id) =>
      part('$ACTION_REF_1', '') +
      part('$ACTION_1:0', `{"id":"${id}","bound":"$@1"}`) +
      part('$ACTION_1:1', '{{{') +
      END,
  ],
  [
    'without its state',
    (id) => part('$ACTION_REF_1', '') + part('$ACTION_1:0', `{"id":"${id}","bound":"$@1"}`) + END,
  ],
  [
    'with half an action',
    (id) => part('$ACTION_REF_1', '') + part('$ACTION_1:0', `{"id":"${id}"`) + END,
  ],
];

/** Broken arguments of an action. */
const CALLS = ['', '{', '[', '[{}', 'null', '["$F1"]', '['.repeat(5_000)];

describe('a broken form', () => {
  it.each(BROKEN)('is answered with a page: %s', async (_, bodyOf) => {
    const { client } = await market().addBuyer();
    const before = await everything();
    for (const name of ['purchaseAction', 'loginAction']) {
      const id = actionId(name);
      const ways: Record<string, string>[] = [
        {},
        { 'next-action': id, accept: 'text/x-component' },
      ];
      for (const headers of ways) {
        for (const type of [`multipart/form-data; boundary=${boundary}`, 'multipart/form-data']) {
          const answer = await client.sendRaw('/market', bodyOf(id), {
            ...headers,
            'content-type': type,
          });
          await expectPage(answer, 400);
        }
      }
    }
    expect(await everything()).toEqual(before);
  });

  it.each(CALLS)('from a script is answered with a page: %s', async (body) => {
    const { client } = await market().addBuyer();
    const headers = { 'next-action': actionId('purchaseAction'), 'content-type': 'text/plain' };
    await expectPage(await client.sendRaw('/market', body, headers), 400);
  });

  it('whose arguments are no form changes nothing', async () => {
    const { client } = await market().addBuyer();
    const before = await everything();
    for (const { id } of builtActions()) {
      for (const body of ['[]', '[1,2]', '[{"values":{}},{"get":"x"}]']) {
        const headers = { 'next-action': id, 'content-type': 'text/plain' };
        const answer = await client.sendRaw('/market', body, headers);
        const to = answer.headers.get('x-action-redirect')?.split(';')[0];
        if (to) expect(to).toBe('/status/unreadable');
        else await expectPage(answer, 400);
      }
    }
    expect(await everything()).toEqual(before);
    expect(market().server.output()).not.toContain('market:');
  });

  it.each([
    'text/plain',
    'application/json',
    'application/xml',
    'x',
    'multipart/mixed; boundary=x',
  ])('with the type %s is refused', async (type) => {
    const { client } = await market().addBuyer();
    const body = '{"purchase_item":"3"}';
    for (const path of ['/market', '/login', '/register', '/join', '/logout', '/theme']) {
      await expectPage(await client.sendRaw(path, body, { 'content-type': type }), 400);
    }
    expect((await client.get('/market')).status).toBe(200);
  });

  it('that is too large is refused with a page, with and without an announced length', async () => {
    const { client } = await market().addBuyer();
    const id = actionId('purchaseAction');
    const body = part(`$ACTION_ID_${id}`, '') + part('purchase_item', '3'.repeat(1_200_000)) + END;
    const type = { 'content-type': `multipart/form-data; boundary=${boundary}` };
    expect((await client.sendRaw('/market', body, type)).status).toBe(413);
    const streamed = await client.sendRaw('/market', new Blob([body]).stream(), type);
    await expectPage(streamed, 400);
  });
});

describe('a form that was opened before an update', () => {
  afterAll(() => market().expectValidLedger());

  it('can be sent after it, because ids depend only on the names of file and function', () => {
    const actions = builtActions();
    expect(actions.length).toBeGreaterThan(0);
    for (const { id, filename, exportedName } of actions) {
      const name = createHash('sha1').update(`${ACTION_SALT}${filename}:${exportedName}`);
      expect(id.slice(2), `${filename} ${exportedName}`).toBe(name.digest('hex'));
    }
  });

  it('contains nothing that only one build could read', () => {
    // Functions in components would send the variables that they close over, encrypted with a key.
    for (const { filename, exportedName } of builtActions()) {
      expect(filename).toMatch(/^app\/.+\/actions\.ts$/);
      expect(exportedName).toMatch(/^[a-z]\w*Action$/);
    }
  });

  it('works on a server that was started later with another secret', async () => {
    const member = await market().addBuyer();
    const item = await market().addItem(5);
    const { path, data } = await formOf(member.client, `/items/${item}/buy`, 'purchase_item');
    await market().server.stop({ keepDatabase: true });
    await market().server.restart({ SECRET_KEY: randomBytes(32).toString('hex') });
    const answer = await member.client.post(path, data);
    expect(answer.headers.get('location')).toBe('/market');
    expect(await market().ownerOf(item)).toBe(member.id);
  });
});
