import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { PASSWORD, textOf } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { type Buyer, type Market, marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

type Sent = { path: string; data: FormData | Record<string, string> };
type OwnersForm = {
  name: string;
  /** Fills in the form for an item, as the owner of the item does. */
  fill(owner: Buyer, item: number): Promise<Sent>;
  /** The condition in SQL that the item meets after the form has succeeded. */
  done: ReturnType<typeof sql>;
};

async function filled(owner: Buyer, page: string, field: string, fields: Record<string, string>) {
  const { path, data } = await formOf(owner.client, page, field);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return { path, data };
}

/** The forms that only the owner of an item has, as a browser without JavaScript sends them. */
const FORMS: OwnersForm[] = [
  {
    name: 'list for sale',
    fill: (owner, item) =>
      filled(owner, `/items/${item}/list`, 'asking_price', { asking_price: '77' }),
    done: sql`asking_price = 77`,
  },
  {
    name: 'withdraw',
    fill: async (_, item) => ({ path: `/items/${item}/withdraw`, data: {} }),
    done: sql`asking_price is null`,
  },
  {
    name: 'edit',
    fill: (owner, item) =>
      filled(owner, `/items/${item}/edit`, 'name', {
        name: 'Edited',
        description: 'Otherwise.',
        category: '',
      }),
    done: sql`name = 'Edited' and exists (select 1 from item_edits where item_id = items.id)`,
  },
];

const readItem = async (on: Market, item: number) =>
  on.rows(sql`select name, description, owner_id, asking_price, price,
    (select count(*) from item_edits where item_id = items.id) as edits from items
    where id = ${item}`);

/** Adds an item that a member owns and offers for 50 credits. */
async function offered({ client }: Buyer): Promise<number> {
  const item = await market().addItem(5);
  await client.post('/market', { purchase_item: String(item) });
  await market().withDatabase(({ write }) =>
    write([sql`update items set asking_price = 50 where id = ${item}`]),
  );
  return item;
}

const FOREIGN: [string, Record<string, string>][] = [
  ['a foreign Origin', { origin: 'http://evil.example' }],
  ['the Origin null', { origin: 'null' }],
  ['no Origin, but Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
  [
    'a foreign Origin that X-Forwarded-Host agrees with',
    { origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' },
  ],
];

describe.each(FORMS)('the form to $name', ({ fill, done }) => {
  it('works for the owner, and leads to the item', async () => {
    const [owner] = await market().addBuyers(1);
    if (!owner) throw new Error('No owner.');
    const item = await offered(owner);
    const { path, data } = await fill(owner, item);
    const answer = await owner.client.post(path, data, { origin: market().url });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/items/${item}`);
    expect(await market().value(sql`select ${done} from items where id = ${item}`)).toBe(1);
    await market().expectValidLedger();
  });

  it('changes nothing for items of the market and unknown items', async () => {
    const [owner] = await market().addBuyers(1);
    if (!owner) throw new Error('No owner.');
    const { path, data } = await fill(owner, await offered(owner));
    const markets = await market().addItem(5);
    const before = await readItem(market(), markets);
    for (const item of [String(markets), '99999999', 'x', '', '-1', '1e3']) {
      if (data instanceof FormData) data.set('item', item);
      const to = data instanceof FormData ? path : `/items/${item || ' '}/withdraw`;
      expect((await owner.client.post(to, data)).status).toBeLessThan(500);
    }
    expect(await readItem(market(), markets)).toEqual(before);
  });

  it.each(FOREIGN)('is refused with %s', async (_, headers) => {
    const [owner] = await market().addBuyers(1);
    if (!owner) throw new Error('No owner.');
    const item = await offered(owner);
    const before = await readItem(market(), item);
    const { path, data } = await fill(owner, item);
    const answer = await owner.client.post(path, data, headers);
    expect(answer.status).toBe(403);
    expect(await readItem(market(), item)).toEqual(before);
  });
});

describe('the form to add an item', () => {
  const boat = { name: 'Boat', description: 'Floats.', asking_price: '120', offer: 'yes' };
  const added = (owner: Buyer) =>
    market().rows(sql`select name, owner_id, asking_price from items where added_by = ${owner.id}`);

  it('adds one item when it is sent three times', async () => {
    const member = await market().addBuyer();
    const { path, data } = await filled(member, '/items/new', 'asking_price', boat);
    const answers = await Promise.all([1, 2, 3].map(() => member.client.post(path, data)));
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await added(member)).toEqual([{ name: 'Boat', owner_id: member.id, asking_price: 120 }]);
    await market().expectValidLedger();
  });

  it('is refused from another site', async () => {
    const member = await market().addBuyer();
    const { path, data } = await filled(member, '/items/new', 'asking_price', boat);
    for (const [, headers] of FOREIGN) {
      expect((await member.client.post(path, data, headers)).status).toBe(403);
    }
    expect(await added(member)).toEqual([]);
  });

  it('adds an item only for the member who sends the form, and ignores other owners', async () => {
    const [member, other] = await market().addBuyers(2);
    if (!member || !other) throw new Error('Nobody.');
    const { path, data } = await filled(member, '/items/new', 'asking_price', {
      ...boat,
      owner_id: String(other.id),
      memberId: String(other.id),
      barcode: '1',
      sold_for: '1000',
    });
    await member.client.post(path, data);
    expect(await added(other)).toEqual([]);
    expect(
      await market().rows(
        sql`select owner_id, sold_for from items where added_by = ${member.id} and barcode <> '1'`,
      ),
    ).toEqual([{ owner_id: member.id, sold_for: null }]);
  });

  it('is refused with a message after 200 items within a day', async () => {
    const member = await market().addBuyer();
    await market().withDatabase(({ write }) =>
      write(
        Array.from(
          { length: 200 },
          (
            _,
            index,
          ) => sql`insert into items (name, price, barcode, description, owner_id, added_by)
            values ('One of many', 1, ${`${member.id}-${index}`}, '', ${member.id}, ${member.id})`,
        ),
      ),
    );
    const { path, data } = await filled(member, '/items/new', 'asking_price', boat);
    const answer = await member.client.post(path, data);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(textOf(html)).toContain('You have added 200 items within a day');
    expect(html).toContain('value="Boat"');
    expect(await added(member)).toHaveLength(200);
  });
});

describe('the form to edit an item', () => {
  it('is refused with a message after 500 changes within a day, and keeps the typed values', async () => {
    const member = await market().addBuyer();
    const item = await offered(member);
    await market().withDatabase(({ write }) =>
      write([
        sql`with recursive counted (n) as (select 1 union all select n + 1 from counted where n < 500)
            insert into item_edits (item_id, user_id, field, before, after)
            select ${item}, ${member.id}, 'name', '', '' from counted`,
      ]),
    );
    const before = await readItem(market(), item);
    const { path, data } = await filled(member, `/items/${item}/edit`, 'name', {
      name: 'Edited',
      description: 'Otherwise.',
    });
    const answer = await member.client.post(path, data);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(textOf(html)).toContain('You have made 500 changes to your items within a day');
    expect(html).toContain('value="Edited"');
    expect(await readItem(market(), item)).toEqual(before);
  });
});

describe('a purchase of an item that is no longer offered', () => {
  const messageFor = async (buyer: Buyer, item: number, price?: string) => {
    const fields = { purchase_item: String(item), ...(price && { price }) };
    const answer = await buyer.client.post('/market', fields);
    expect(answer.headers.get('location')).toBe('/market');
    expect(await market().budgetOf(buyer.id)).toBe(1_000);
    return textOf(await (await buyer.client.get('/market')).text());
  };

  it('is refused with the reason, and costs nothing', async () => {
    const [owner, rival, buyer] = await market().addBuyers(3);
    if (!owner || !rival || !buyer) throw new Error('Nobody there.');
    const item = await market().addItem(5);
    await owner.client.post('/market', { purchase_item: String(item) });
    const offer = async (price: string) => {
      const form = await filled(owner, `/items/${item}/list`, 'asking_price', {
        asking_price: price,
      });
      expect((await owner.client.post(form.path, form.data)).status).toBe(303);
    };
    await offer('50');
    await owner.client.post(`/items/${item}/withdraw`, {});
    for (const price of [undefined, '50']) {
      expect(await messageFor(buyer, item, price)).toMatch(
        /is not for sale now: its owner keeps it\. You paid nothing\./,
      );
    }
    await offer('50');
    await rival.client.post('/market', { purchase_item: String(item) });
    for (const price of [undefined, '50']) {
      expect(await messageFor(buyer, item, price)).toContain(
        'has just been sold to somebody else.',
      );
    }
    const kept = await filled(rival, `/items/${item}/list`, 'asking_price', { asking_price: '60' });
    await rival.client.post(kept.path, kept.data);
    const { path, data } = await filled(rival, '/account/close', 'current_password', {
      current_password: PASSWORD,
    });
    await rival.client.post(path, data);
    expect(await messageFor(buyer, item, '60')).toContain('has changed from 60 to 5 credits.');
  });
});

describe('pages of owners', () => {
  it.each(['/items/new', '/items/3/list', '/items/3/edit'])(
    'send a visitor from %s to the login, and from there back',
    async (path) => {
      const answer = await market().visitor().get(path);
      expect(answer.headers.get('location')).toBe(`/login?next=${encodeURIComponent(path)}`);
    },
  );
});
