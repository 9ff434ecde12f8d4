import bcrypt from 'bcryptjs';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { normalizeLoginCode } from '../../lib/people/login-codes/validation.ts';
import { HEIC, hugePng, movingPng, picture } from '../../testing/pictures.ts';
import { PATIENT, scaled, seed } from '../../testing/scale.ts';
import { actionId } from '../support/actions.ts';
import { type Client, newMember, PASSWORD, textOf, uniqueName } from '../support/client.ts';
import { addLoginCode } from '../support/members.ts';
import {
  type Body,
  type Damage,
  damage,
  type Field,
  multipart,
  oddFields,
  oddValue,
  readAs,
  urlencoded,
} from '../support/odd-input.ts';
import { marketOfThisFile } from './market.ts';

// With a trusted proxy, each form can come from another address, so that no limit applies.
const market = marketOfThisFile({ env: { TRUSTED_PROXIES: '1' } });

/**
 * The number of odd values for each 12 valid values. With it, few forms succeed and most do not.
 */
const ODDNESS = 4;
const options = { seed, numRuns: scaled(40, 2_000) };
const FEWER_RUNS = { seed, numRuns: scaled(12, 2_000) };

type Way = 'plain' | 'page' | 'script';
const anyWay = fc.constantFrom<Way>('plain', 'page', 'script');
/** The ways to send a form that accepts no plain posts. */
const pageWay = fc.constantFrom<Way>('page', 'script');
const address = () =>
  `198.51.${Math.floor(Math.random() * 256)}.${Math.floor(Math.random() * 256)}`;

type Sent = { path: string; fields: Field[]; way: Way; wrong: Damage };

/** Sends a form in one of the ways. `action` is the name of its server action. */
async function send(client: Client, { path, fields, way, wrong }: Sent, action: string | null) {
  const headers: Record<string, string> = { 'x-forwarded-for': address() };
  let body: Body;
  if (way === 'plain' || action === null) {
    body = way === 'plain' ? urlencoded(fields, wrong) : multipart(fields, wrong);
  } else if (way === 'page') {
    body = multipart([{ name: `$ACTION_ID_${actionId(action)}`, value: '' }, ...fields], wrong);
    // Some actions take the state of the form before its fields.
    if (hasState(action)) {
      const state = [
        { name: '$ACTION_REF_1', value: '' },
        { name: '$ACTION_1:0', value: `{"id":"${actionId(action)}","bound":"$@1"}` },
        { name: '$ACTION_1:1', value: '[{"values":{},"fieldErrors":{},"message":null}]' },
        { name: '$ACTION_KEY', value: `p${path}` },
      ];
      body = multipart([...state, ...fields], wrong);
    }
  } else {
    const call = hasState(action) ? '[null,"$K1"]' : '["$K1"]';
    const data = fields.map((field) => ({ ...field, name: `_1_${field.name}` }));
    body = multipart([...data, { name: '0', value: call }], wrong);
    headers['next-action'] = actionId(action);
    headers.accept = 'text/x-component';
  }
  if (body.type) headers['content-type'] = body.type;
  const answer = await client.sendRaw(path, new Uint8Array(body.bytes), headers);
  const text = await answer.text();
  const to =
    answer.headers.get('location') ?? answer.headers.get('x-action-redirect')?.split(';')[0];
  return { status: answer.status, text, to, flash: flashOf(client) };
}

/** Whether an action takes the state of the form before its fields. Its id says so. */
const hasState = (action: string) => actionId(action).startsWith('60');

type Answered = Awaited<ReturnType<typeof send>>;

/** The flash message for the next page. This deletes the message. */
function flashOf(client: Client): { category: string; text: string } | null {
  const cookie = client.cookie('market-flash');
  client.setCookie('market-flash', '');
  return cookie ? JSON.parse(decodeURIComponent(cookie))[0] : null;
}

/** Whether the answer shows the reason why nothing was done. */
function saysWhy({ status, text, to, flash }: Answered): boolean {
  if (to?.startsWith('/status/')) return true;
  if (to) return flash?.category === 'danger';
  const page = textOf(text);
  if (status >= 400) return /Nothing was done|too much to carry|wrong attempts/.test(page);
  // The answer is a page, or the state of the form for a script.
  return /needs? your attention|need your attention|Login failed|taken|already an account/.test(
    text,
  );
}

/** The value that a form reads in a field: the first value that is text. */
function fieldOf({ fields, way, wrong }: Sent, name: string): string | undefined {
  if (way !== 'plain') return readAs(fields, name);
  const text = urlencoded(fields, wrong).bytes.toString();
  return new URLSearchParams(text).get(name) ?? undefined;
}

const newest = () => market().value(sql`select max(id) from users`);

/** A placeholder for the member's own login code, which is new each time. */
const OWN_CODE = 'own code';

/** A placeholder for the member's own item, which is new each time. */
const OWN_ITEM = 'own item';
const forItem = (field: Field, item: string): Field =>
  field.value === OWN_ITEM ? { ...field, value: item } : field;

type Sensible = Record<string, fc.Arbitrary<string>>;
type Read = (name: string) => string;

const current_password = fc.constantFrom(PASSWORD, PASSWORD, PASSWORD, 'a wrong password', '');
const anything = fc.oneof(fc.constantFrom('A thing', 'Ding', '物'), oddValue);
const price = fc.constantFrom('5', '1000000000', '1000000001', '0', '٣', '5.0', '1e3');

/**
 * The forms that only members send from a page: action, path, valid fields, and the stored values.
 */
const MEMBER_FORMS: [string, string, Sensible, (read: Read) => Record<string, unknown>][] = [
  [
    'usernameAction',
    '/account/username',
    {
      username: fc.oneof(
        fc.constant('').map(() => uniqueName('n')),
        oddValue,
      ),
      current_password,
    },
    (read) => ({ username: read('username') }),
  ],
  [
    'emailAction',
    '/account/email',
    { email: fc.constant('').map(() => `${uniqueName('e')}@example.org`), current_password },
    (read) => ({ email: read('email') }),
  ],
  [
    'wordsAction',
    '/account/words',
    {
      credit_word: fc.oneof(fc.constantFrom('shell', 'ﬁn', '€', '5 gold', '<b>', ''), oddValue),
      credit_words: fc.constantFrom('shells', 'x'.repeat(21), ''),
    },
    (read) => {
      const [one = '', many = ''] = [read('credit_word'), read('credit_words')].map((word) =>
        word.normalize('NFKC').trim(),
      );
      return { word: one || many || null, words: many || one || null };
    },
  ],
  ['closeAction', '/account/close', { current_password }, () => ({ open: 0 })],
  ['endSessionAction', '/account', { session: anything }, () => ({})],
  [
    'editItemAction',
    '/items/[id]/edit',
    {
      item: fc.constant(OWN_ITEM),
      name: anything,
      description: anything,
      category: fc.constant(''),
    },
    (read) => ({ name: read('name'), description: read('description').replace(/\r\n?/g, '\n') }),
  ],
  [
    'offerAction',
    '/items/[id]/list',
    { item: fc.constant(OWN_ITEM), asking_price: price },
    (read) => ({ asking: Number(read('asking_price')) }),
  ],
  [
    'undoAction',
    '/statement',
    { transfer: fc.constantFrom('1', '2', '3'), back: anything },
    () => ({}),
  ],
];

afterAll(async () => {
  await market().expectValidLedger();
  // Unexpected errors are logged with this prefix.
  expect(market().server.output()).not.toContain('market:');
});

describe(`odd input (seed ${seed})`, () => {
  it('in the registration is stored unchanged, or refused with the reason', PATIENT, async () => {
    await newMember(market().url, 'Ada');
    const sensible = {
      username: fc.oneof(
        fc.constant('').map(() => uniqueName('n')),
        fc.constantFrom('Ada', 'ada'),
      ),
      email: fc.constant('').map(() => `${uniqueName('e')}@example.org`),
      // The two passwords are rarely the same, because hashing is slow.
      password: fc.constantFrom(PASSWORD, 'x'.repeat(72), 'x'.repeat(73), 'short', '🙂'.repeat(19)),
      confirm_password: fc.constantFrom(PASSWORD, PASSWORD, 'short', 'something else'),
    };
    let stored = 0;
    await fc.assert(
      fc.asyncProperty(oddFields(sensible, 2), anyWay, damage, async (fields, way, wrong) => {
        const before = await newest();
        const client = market().visitor();
        const sent = { path: '/register', fields, way, wrong };
        const answer = await send(client, sent, 'registerAction');
        expect(answer.status).toBeLessThan(500);
        const added = await market().rows<Record<string, string>>(
          sql`select username, email, password_hash from users where id > ${before}`,
        );
        if (added.length === 0) {
          expect(saysWhy(answer), JSON.stringify(answer).slice(0, 400)).toBe(true);
          return;
        }
        stored += 1;
        const read = (name: string) => fieldOf(sent, name) ?? '';
        expect(answer.to).toBe('/market');
        expect(added).toHaveLength(1);
        expect(added[0]?.username).toBe(read('username').trim().normalize('NFC'));
        expect(added[0]?.email).toBe(read('email').trim());
        expect(read('confirm_password')).toBe(read('password'));
        expect(await bcrypt.compare(read('password'), added[0]?.password_hash ?? '')).toBe(true);
      }),
      options,
    );
    console.log(`${stored} of ${options.numRuns} registered`);
  });

  it(
    'in the login opens no session without the right password, and shows the reason',
    PATIENT,
    async () => {
      const { username } = await market().addBuyer();
      const sensible = {
        username: fc.constantFrom(username, username.toUpperCase(), '', 'x'.repeat(201), '\t'),
        // The password is rarely valid, because comparing is slow.
        password: fc.oneof(
          { weight: 5, arbitrary: fc.constantFrom('', '\0', 'x'.repeat(73), '\ud800') },
          { weight: 1, arbitrary: fc.constantFrom(PASSWORD, 'wrong password') },
        ),
        remember: fc.constantFrom('yes', 'no', ''),
        next: fc.oneof(
          fc.constantFrom('/items', '//evil.example', 'javascript:alert(1)'),
          oddValue,
        ),
      };
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(
          oddFields(sensible, ODDNESS),
          anyWay,
          damage,
          async (fields, way, wrong) => {
            const client = market().visitor();
            const sent = { path: '/login', fields, way, wrong };
            const answer = await send(client, sent, 'loginAction');
            expect(answer.status).toBeLessThan(500);
            if (answer.text.includes('Login failed')) compared += 1;
            const read = (name: string) => fieldOf(sent, name) ?? '';
            const right =
              read('username').normalize('NFKC').trim().toLowerCase() === username.toLowerCase() &&
              read('password') === PASSWORD;
            if (client.cookie('market-session')) {
              expect(right).toBe(true);
              expect(answer.to).toMatch(/^\/(?![/\\])/);
            } else {
              expect(saysWhy(answer), JSON.stringify(answer).slice(0, 400)).toBe(true);
            }
          },
        ),
        options,
      );
      console.log(`${compared} of ${options.numRuns} compared with a hash`);
    },
  );

  it(
    'with a login code sets the sent password, or is refused with the reason',
    PATIENT,
    async () => {
      const sensible = {
        code: fc.oneof(
          { weight: 4, arbitrary: fc.constant(OWN_CODE) },
          { weight: 1, arbitrary: fc.oneof(fc.constantFrom('ACDE-FGHJ-KMNP', '-', ''), oddValue) },
        ),
        // The two passwords are rarely the same, because hashing is slow.
        password: fc.constantFrom(PASSWORD, 'x'.repeat(72), 'x'.repeat(73), 'short', '\ud800'),
        confirm_password: fc.constantFrom(PASSWORD, PASSWORD, 'short', 'something else'),
      };
      const members = await market().addBuyers(options.numRuns);
      let done = 0;
      await fc.assert(
        fc.asyncProperty(oddFields(sensible, 2), anyWay, damage, async (odd, way, wrong) => {
          const { id } = members.pop() ?? (await market().addBuyer());
          const code = await market().withDatabase((database) => addLoginCode(database, id));
          const fields = odd.map((field) =>
            field.value === OWN_CODE ? { ...field, value: code.toLowerCase() } : field,
          );
          const hash = () =>
            market().value<string>(sql`select password_hash from users where id = ${id}`);
          const before = await hash();
          const client = market().visitor();
          const sent = { path: '/join', fields, way, wrong };
          const answer = await send(client, sent, 'joinAction');
          expect(answer.status).toBeLessThan(500);
          const after = (await hash()) ?? '';
          if (after === before) {
            expect(client.cookie('market-session')).toBeUndefined();
            expect(saysWhy(answer), JSON.stringify(answer).slice(0, 400)).toBe(true);
            return;
          }
          done += 1;
          const read = (name: string) => fieldOf(sent, name) ?? '';
          expect(answer.to).toBe('/market');
          expect(normalizeLoginCode(read('code'))).toBe(code);
          expect(read('confirm_password')).toBe(read('password'));
          expect(await bcrypt.compare(read('password'), after)).toBe(true);
        }),
        options,
      );
      console.log(`${done} of ${options.numRuns} set a password`);
    },
  );

  it.each([
    ['buy', 'purchase_item', 'purchaseAction'],
    ['sell back', 'sell_item', 'sellBackAction'],
  ])(
    'in the form to %s moves the named item at the named price, or no item',
    PATIENT,
    async (_, field, action) => {
      const { id, client } = await market().addBuyer(100_000);
      const items = await market().addItems(20, 5);
      if (field === 'sell_item') {
        for (const item of items) await client.post('/market', { purchase_item: String(item) });
      }
      const sensible = {
        [field]: fc.constantFrom(...items.map(String)),
        price: fc.constantFrom('5', '5', '5', '4', '05', '5.0'),
        key: fc.constant('').map(() => uniqueName('key')),
        back: fc.oneof(fc.constantFrom('/items', '//evil.example', '/\\evil.example'), oddValue),
      };
      const holdings = async () => {
        const [row] = await market().rows<{ budget: number; items: string | null }>(
          sql`select budget, (select group_concat(id) from items where owner_id = users.id) items
              from users where id = ${id}`,
        );
        return { budget: row?.budget ?? 0, items: row?.items?.split(',') ?? [] };
      };
      let moved = 0;
      await fc.assert(
        fc.asyncProperty(
          oddFields(sensible, ODDNESS),
          anyWay,
          damage,
          async (fields, way, wrong) => {
            const before = await holdings();
            const sent = { path: '/market', fields, way, wrong };
            const answer = await send(client, sent, action);
            expect(answer.status).toBeLessThan(500);
            expect(answer.to ?? '/').toMatch(/^\/(?![/\\])/);
            const after = await holdings();
            const changed = [
              ...before.items.filter((item) => !after.items.includes(item)),
              ...after.items.filter((item) => !before.items.includes(item)),
            ];
            if (changed.length === 0) {
              expect(after.budget).toBe(before.budget);
              expect(saysWhy(answer), JSON.stringify(answer).slice(0, 400)).toBe(true);
              return;
            }
            moved += 1;
            const read = (name: string) => fieldOf(sent, name);
            expect(changed).toEqual([read(field)]);
            expect(['5', undefined]).toContain(read('price'));
            expect(Math.abs(after.budget - before.budget)).toBe(5);
            expect(answer.flash?.category).toBe('success');
            // The item goes back at once, so that the next form starts from the same state.
            const back = field === 'sell_item' ? 'purchase_item' : 'sell_item';
            await client.post('/market', { [back]: changed[0] ?? '' });
            flashOf(client);
          },
        ),
        options,
      );
      console.log(`${moved} of ${options.numRuns} moved an item`);
      expect(moved).toBeGreaterThan(0);
    },
  );

  it('in the form to star an item stars the named item, or no item', PATIENT, async () => {
    const { id, client } = await market().addBuyer();
    const items = await market().addItems(20, 5);
    const sensible = {
      item: fc.constantFrom(...items.map(String)),
      to: fc.constantFrom('starred', 'unstarred'),
    };
    const starred = async () =>
      (
        await market().rows<{ id: number }>(sql`select item_id id from stars where user_id = ${id}`)
      ).map((star) => String(star.id));
    await fc.assert(
      fc.asyncProperty(
        oddFields(sensible, ODDNESS),
        pageWay,
        damage,
        async (fields, way, wrong) => {
          const before = await starred();
          const sent = { path: '/stars', fields, way, wrong };
          const answer = await send(client, sent, 'starAction');
          expect(answer.status).toBeLessThan(500);
          const after = await starred();
          const item = fieldOf(sent, 'item') ?? '';
          const others = (list: string[]) => list.filter((id) => id !== item).sort();
          expect(others(after)).toEqual(others(before));
          if (answer.flash?.category === 'info') {
            expect(after.includes(item)).toBe(fieldOf(sent, 'to') === 'starred');
          } else {
            expect(after.includes(item)).toBe(before.includes(item));
            expect(saysWhy(answer), JSON.stringify(answer).slice(0, 400)).toBe(true);
          }
        },
      ),
      options,
    );
  });

  it(
    'in the form to mark notices as read succeeds, or is refused with the reason',
    PATIENT,
    async () => {
      const { client } = await market().addBuyer();
      const sensible = { up_to: fc.integer({ min: 1, max: 50 }).map(String) };
      await fc.assert(
        fc.asyncProperty(
          oddFields(sensible, ODDNESS),
          pageWay,
          damage,
          async (fields, way, wrong) => {
            const sent = { path: '/inbox', fields, way, wrong };
            const answer = await send(client, sent, 'readNoticesAction');
            expect(answer.status).toBeLessThan(500);
            const done = answer.flash?.category === 'info';
            if (done) expect(fieldOf(sent, 'up_to')).toMatch(/^[1-9]\d{0,15}$/);
            else expect(saysWhy(answer), JSON.stringify(answer).slice(0, 400)).toBe(true);
          },
        ),
        options,
      );
    },
  );

  it.each(MEMBER_FORMS)(
    'in %s is stored unchanged, or refused with the reason',
    PATIENT,
    async (action, path, sensible, stored) => {
      const members = await market().addBuyers(FEWER_RUNS.numRuns);
      let done = 0;
      await fc.assert(
        fc.asyncProperty(
          oddFields(sensible, ODDNESS),
          pageWay,
          damage,
          async (fields, way, wrong) => {
            const { client, id } = members.pop() ?? (await market().addBuyer());
            const [item] = await market().withDatabase(({ write }) =>
              write([
                sql`insert into items (name, price, barcode, description, owner_id)
                  values ('Old name', 7, ${uniqueName('').slice(-12)}, 'Old words', ${id})
                  returning id`,
              ]),
            );
            const itemId = String(item?.rows[0]?.id);
            const at = path.replace('[id]', itemId);
            const sent = {
              path: at,
              fields: fields.map((field) => forItem(field, itemId)),
              way,
              wrong,
            };
            const answer = await send(client, sent, action);
            expect(answer.status).toBeLessThan(500);
            if (answer.flash === null || answer.flash.category === 'danger') {
              expect(saysWhy(answer), JSON.stringify(answer).slice(0, 400)).toBe(true);
              return;
            }
            done += 1;
            const [row] = await market().rows<Record<string, unknown>>(sql`
            select username, email, closed_at is null open, credit_word word, credit_words words,
              (select name from items where owner_id = users.id order by id desc) name,
              (select description from items where owner_id = users.id order by id desc) description,
              (select asking_price from items where owner_id = users.id order by id desc) asking
            from users where id = ${id}`);
            expect(row).toMatchObject(
              stored((name) => (fieldOf(sent, name) ?? '').trim().normalize('NFC')),
            );
          },
        ),
        FEWER_RUNS,
      );
      console.log(`${action}: ${done} of ${FEWER_RUNS.numRuns} done`);
    },
  );

  it.each(['/items/new', '/items/[id]/photos'])(
    'with photos on %s is stored unchanged, or refused with the reason',
    PATIENT,
    async (page) => {
      const good = await picture('png');
      const files = [good.subarray(0, -40), movingPng(), HEIC, hugePng(), Buffer.alloc(0)];
      const bytes = fc.oneof(
        { weight: 6, arbitrary: fc.constant(good) },
        { weight: 1, arbitrary: fc.constantFrom(...files) },
        { weight: 1, arbitrary: oddValue.map((text) => Buffer.from(text)) },
      );
      const photos = fc.array(
        bytes.map((bytes): Field => ({ name: 'photos', value: '', file: true, bytes })),
        { maxLength: 5 },
      );
      const sensible = {
        name: fc.constantFrom('A thing', 'Ding', '物'),
        description: anything,
        asking_price: fc.constantFrom('5', '5', '5.0'),
        key: fc.constant('').map(() => uniqueName('key')),
      };
      const members = await market().addBuyers(options.numRuns);
      let stored = 0;
      await fc.assert(
        fc.asyncProperty(oddFields(sensible, 1), photos, damage, async (texts, files, wrong) => {
          const { client, id } = members.pop() ?? (await market().addBuyer());
          const item = await market().addItem(5);
          await client.post('/market', { purchase_item: String(item) });
          flashOf(client);
          const path = page.replace('[id]', String(item));
          const sent: Sent = { path, fields: [...texts, ...files], way: 'page', wrong };
          const answer = await send(client, sent, null);
          expect(answer.status).toBeLessThan(500);
          if (answer.flash?.category !== 'success') {
            expect(saysWhy(answer), JSON.stringify(answer).slice(0, 400)).toBe(true);
            return;
          }
          stored += 1;
          const [storedItem] = await market().rows<Record<string, unknown>>(sql`
            select name, description,
              (select count(*) from photos where item_id = items.id) photos
            from items where owner_id = ${id} order by id desc`);
          const read = (name: string) => (fieldOf(sent, name) ?? '').trim().normalize('NFC');
          expect(storedItem).toMatchObject({
            photos: files.length,
            ...(page === '/items/new' && {
              name: read('name'),
              description: read('description').replace(/\r\n?/g, '\n'),
            }),
          });
        }),
        options,
      );
      console.log(`${stored} of ${options.numRuns} stored`);
      expect(stored).toBeGreaterThan(0);
    },
  );

  it('in the logout ends the session, or is refused with the reason', PATIENT, async () => {
    const buyers = await market().addBuyers(options.numRuns + 1);
    await fc.assert(
      fc.asyncProperty(oddFields({}), anyWay, damage, async (fields, way, wrong) => {
        const { client } = buyers.pop() ?? (await market().addBuyer());
        const answer = await send(client, { path: '/logout', fields, way, wrong }, null);
        expect(answer.status).toBeLessThan(500);
        const ended = (await client.get('/items')).status === 307;
        expect(ended || saysWhy(answer)).toBe(true);
        expect(ended).toBe(answer.to === '/');
      }),
      options,
    );
  });

  it('in the choice of theme sets one of the themes, or none', PATIENT, async () => {
    const sensible = { theme: fc.constantFrom('light', 'dark', 'system') };
    await fc.assert(
      fc.asyncProperty(oddFields(sensible, ODDNESS), anyWay, damage, async (fields, way, wrong) => {
        const client = market().visitor();
        const sent = { path: '/theme', fields, way, wrong };
        const answer = await send(client, sent, null);
        expect(answer.status).toBeLessThan(500);
        const chosen = client.cookie('market-theme');
        const read = fieldOf(sent, 'theme');
        if (chosen) expect(chosen).toBe(read);
        expect(['light', 'dark', undefined]).toContain(chosen);
      }),
      options,
    );
  });
});
