import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { PASSWORD, textOf } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { type Buyer, type Market, marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

type Sent = { path: string; data: FormData | Record<string, string> };
type OwnersForm = {
  name: string;
  /** The form for an item as its owner sends it, who fills it in. */
  fill(owner: Buyer, item: number): Promise<Sent>;
  /** Whether it has been done to the item. */
  done: ReturnType<typeof sql>;
};

async function filled(owner: Buyer, page: string, field: string, fields: Record<string, string>) {
  const { path, data } = await formOf(owner.client, page, field);
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return { path, data };
}

/** The forms that only an item’s owner has, as a browser without JavaScript sends them. */
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

const itemNow = async (on: Market, item: number) =>
  on.rows(sql`select name, description, owner_id, asking_price, price,
    (select count(*) from item_edits where item_id = items.id) as edits from items
    where id = ${item}`);

/** An item that a member owns, and asks 50 credits for. */
async function offered({ client }: Buyer): Promise<number> {
  const item = await market().addItem(5);
  await client.post('/market', { purchase_item: String(item) });
  await market().beside(({ write }) =>
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
  it('does it for the owner, and leads to the item', async () => {
    const [owner] = await market().addBuyers(1);
    if (!owner) throw new Error('No owner.');
    const item = await offered(owner);
    const { path, data } = await fill(owner, item);
    const answer = await owner.client.post(path, data, { origin: market().url });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/items/${item}`);
    expect(await market().value(sql`select ${done} from items where id = ${item}`)).toBe(1);
    await market().expectSound();
  });

  it('does nothing to what the market owns, or what is not there', async () => {
    const [owner] = await market().addBuyers(1);
    if (!owner) throw new Error('No owner.');
    const { path, data } = await fill(owner, await offered(owner));
    const markets = await market().addItem(5);
    const before = await itemNow(market(), markets);
    for (const item of [String(markets), '99999999', 'x', '', '-1', '1e3']) {
      if (data instanceof FormData) data.set('item', item);
      const to = data instanceof FormData ? path : `/items/${item || ' '}/withdraw`;
      expect((await owner.client.post(to, data)).status).toBeLessThan(500);
    }
    expect(await itemNow(market(), markets)).toEqual(before);
  });

  it.each(FOREIGN)('does nothing with %s', async (_, headers) => {
    const [owner] = await market().addBuyers(1);
    if (!owner) throw new Error('No owner.');
    const item = await offered(owner);
    const before = await itemNow(market(), item);
    const { path, data } = await fill(owner, item);
    const answer = await owner.client.post(path, data, headers);
    expect(answer.status).toBe(403);
    expect(await itemNow(market(), item)).toEqual(before);
  });
});

describe('the form to add an item', () => {
  const boat = { name: 'Boat', description: 'Floats.', asking_price: '120', offer: 'yes' };
  const added = (owner: Buyer) =>
    market().rows(sql`select name, owner_id, asking_price from items where added_by = ${owner.id}`);

  it('adds one for a member, however often it is sent', async () => {
    const member = await market().addBuyer();
    const { path, data } = await filled(member, '/items/new', 'asking_price', boat);
    const answers = await Promise.all([1, 2, 3].map(() => member.client.post(path, data)));
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await added(member)).toEqual([{ name: 'Boat', owner_id: member.id, asking_price: 120 }]);
    await market().expectSound();
  });

  it('adds nothing from elsewhere', async () => {
    const member = await market().addBuyer();
    const { path, data } = await filled(member, '/items/new', 'asking_price', boat);
    for (const [, headers] of FOREIGN) {
      expect((await member.client.post(path, data, headers)).status).toBe(403);
    }
    expect(await added(member)).toEqual([]);
  });

  it('adds for nobody but the member who sends it, whatever it says', async () => {
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

  it('says in a sentence that there have been enough for a day', async () => {
    const member = await market().addBuyer();
    await market().beside(({ write }) =>
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
  it('says in a sentence that there have been enough changes for a day, and keeps what was typed', async () => {
    const member = await market().addBuyer();
    const item = await offered(member);
    await market().beside(({ write }) =>
      write([
        sql`with recursive counted (n) as (select 1 union all select n + 1 from counted where n < 500)
            insert into item_edits (item_id, user_id, field, before, after)
            select ${item}, ${member.id}, 'name', '', '' from counted`,
      ]),
    );
    const before = await itemNow(market(), item);
    const { path, data } = await filled(member, `/items/${item}/edit`, 'name', {
      name: 'Edited',
      description: 'Otherwise.',
    });
    const answer = await member.client.post(path, data);
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(textOf(html)).toContain('You have made 500 changes to your items within a day');
    expect(html).toContain('value="Edited"');
    expect(await itemNow(market(), item)).toEqual(before);
  });
});

describe('a purchase of what is offered no longer', () => {
  const said = async (buyer: Buyer, item: number, price?: string) => {
    const fields = { purchase_item: String(item), ...(price && { price }) };
    const answer = await buyer.client.post('/market', fields);
    expect(answer.headers.get('location')).toBe('/market');
    expect(await market().budgetOf(buyer.id)).toBe(1_000);
    return textOf(await (await buyer.client.get('/market')).text());
  };

  it('says what has become of it, and takes nothing', async () => {
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
      expect(await said(buyer, item, price)).toMatch(
        /is not for sale now: its owner keeps it\. You paid nothing\./,
      );
    }
    await offer('50');
    await rival.client.post('/market', { purchase_item: String(item) });
    for (const price of [undefined, '50']) {
      expect(await said(buyer, item, price)).toContain('has just been sold to somebody else.');
    }
    const kept = await filled(rival, `/items/${item}/list`, 'asking_price', { asking_price: '60' });
    await rival.client.post(kept.path, kept.data);
    const { path, data } = await filled(rival, '/account/close', 'current_password', {
      current_password: PASSWORD,
    });
    await rival.client.post(path, data);
    expect(await said(buyer, item, '60')).toContain('has changed from 60 to 5 credits.');
  });
});

describe('pages of an owner', () => {
  it.each(['/items/new', '/items/3/list', '/items/3/edit'])(
    '%s sends a visitor to the login, and from there back',
    async (path) => {
      const answer = await market().visitor().get(path);
      expect(answer.headers.get('location')).toBe(`/login?next=${encodeURIComponent(path)}`);
    },
  );
});
