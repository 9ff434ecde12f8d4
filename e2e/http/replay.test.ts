import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { scaled } from '../../testing/scale.ts';
import type { Client } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { type Buyer, marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

/** How often a form is sent in each of three ways. */
const TIMES = scaled(34, 100);

type Form = { path: string; form: Record<string, string> | FormData };

/** Sends a form. Gives the status, the location and the message of the answer. */
async function send(client: Client, { path, form }: Form) {
  const answer = await client.post(path, form);
  const flash = answer.headers.getSetCookie().find((line) => line.startsWith('market-flash='));
  await answer.arrayBuffer();
  const text = decodeURIComponent(flash?.split(';')[0] ?? '');
  return { status: answer.status, to: answer.headers.get('location'), text };
}

async function pageForm(client: Client, path: string, field: string): Promise<Form> {
  const form = await formOf(client, path, field);
  return { path: form.path, form: form.data };
}

/** Adds an item that the buyer owns. */
async function owned({ client }: Buyer): Promise<number> {
  const item = await market().addItem(5);
  await client.post('/market', { purchase_item: String(item) });
  return item;
}

const FORMS: [string, (buyer: Buyer) => Promise<{ item: number; form: Form }>][] = [
  [
    'a purchase, by the form of a page',
    async ({ client }) => {
      const item = await market().addItem(5);
      return { item, form: await pageForm(client, `/items/${item}/buy`, 'purchase_item') };
    },
  ],
  [
    'a sale back, by a script',
    async (buyer) => {
      const item = await owned(buyer);
      const form = { sell_item: String(item), price: '5', key: `key-of-${item}` };
      return { item, form: { path: '/market', form } };
    },
  ],
];

const effects = async ({ id }: Buyer, item: number) => ({
  owner: await market().ownerOf(item),
  budget: await market().budgetOf(id),
  transfers: await market().value(sql`select count(*) from transfers where item_id = ${item}`),
});

afterAll(() => market().expectValidLedger());

describe.each(FORMS)('%s', (_, open) => {
  it(`sent ${TIMES} times in turn, at once and after a crash is done once, with the same answer`, async () => {
    const buyer = await market().addBuyer();
    const { item, form } = await open(buyer);
    const first = await send(buyer.client, form);
    expect([302, 303]).toContain(first.status);
    expect(first.to).toBe('/market');
    expect(first.text).toMatch(/"success".*(Purchased|Sold) Thing/);
    const once = await effects(buyer, item);

    for (let time = 0; time < TIMES; time += 1) {
      expect(await send(buyer.client, form)).toEqual(first);
    }
    const atOnce = Array.from({ length: TIMES }, () => send(buyer.client, form));
    for (const answer of await Promise.all(atOnce)) expect(answer).toEqual(first);
    await market().server.kill();
    await market().server.restart();
    const afterwards = Array.from({ length: TIMES }, () => send(buyer.client, form));
    for (const answer of await Promise.all(afterwards)) expect(answer).toEqual(first);

    expect(await effects(buyer, item)).toEqual(once);
  });

  it(`sent for the first time ${TIMES} times at once is done once`, async () => {
    const buyer = await market().addBuyer();
    const { item, form } = await open(buyer);
    const before = await effects(buyer, item);
    const answers = await Promise.all(
      Array.from({ length: TIMES }, () => send(buyer.client, form)),
    );
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await effects(buyer, item)).toMatchObject({ transfers: (before.transfers ?? 0) + 1 });
  });

  it('from another member with the same key is refused', async () => {
    const [buyer, other] = await market().addBuyers(2);
    if (!buyer || !other) throw new Error('There are no buyers.');
    const { item, form } = await open(buyer);
    const first = await send(buyer.client, form);
    const once = await effects(buyer, item);
    const answer = await send(other.client, form);
    expect(answer.text).toMatch(/"danger"/);
    expect(answer.text).not.toBe(first.text);
    expect(await effects(buyer, item)).toEqual(once);
    expect(await market().budgetOf(other.id)).toBe(1_000);
  });
});
