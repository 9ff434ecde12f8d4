import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import { scaled } from '../../testing/scale.ts';
import { textOf } from '../support/client.ts';
import { marketOfThisFile } from './market.ts';

const RACES = [8, ...Array<number>(scaled(1, 20)).fill(500)];

/** Each buyer has a separate connection, which the server is not about to close. */
const SEPARATE_CONNECTION = { connection: 'close' };

const market = marketOfThisFile();

describe('one item and many buyers at once', () => {
  afterAll(() => market().expectValidLedger());

  it.each(RACES)(
    'of %i buyers one pays, and each of the others reads the reason',
    async (count) => {
      const item = await market().addItem(250);
      const buyers = await market().addBuyers(count);
      const answers = await Promise.all(
        buyers.map(({ client }, index) =>
          client.post(
            '/market',
            { purchase_item: String(item), price: '250', key: `race-${item}-${index}` },
            SEPARATE_CONNECTION,
          ),
        ),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]));
      expect(new Set(answers.map(({ headers }) => headers.get('location')))).toEqual(
        new Set(['/market']),
      );

      const owner = await market().ownerOf(item);
      const flashes = buyers.map(({ client }) => client.cookie('market-flash') ?? '');
      const won = buyers.findIndex(({ id }) => id === owner);
      expect(flashes[won]).toContain('Purchased');
      const lost = flashes.filter((flash) => flash.includes('sold%20to%20somebody%20else'));
      expect(lost).toHaveLength(count - 1);

      const budgets = await market().rows<{ budget: number; members: number }>(
        sql`select budget, count(*) members from users
          where id between ${buyers[0]?.id} and ${buyers.at(-1)?.id} group by 1 order by 1`,
      );
      expect(budgets).toEqual([
        { budget: 750, members: 1 },
        { budget: 1_000, members: count - 1 },
      ]);
      const loser = buyers[won === 0 ? 1 : 0]?.client;
      expect(textOf((await (await loser?.get('/market'))?.text()) ?? '')).toContain(
        'has just been sold to somebody else. You paid nothing.',
      );
    },
  );

  it('of 100 buyers who have one credit too few nobody pays', async () => {
    const item = await market().addItem(250);
    const buyers = await market().addBuyers(100, 249);
    await Promise.all(
      buyers.map(({ client }) => client.post('/market', { purchase_item: String(item) })),
    );
    expect(await market().ownerOf(item)).toBeNull();
    for (const { client } of buyers) {
      expect(client.cookie('market-flash')).toContain('have%20enough%20credits');
    }
  });
});

describe('a form that is sent again', () => {
  const form = (item: number) => ({
    purchase_item: String(item),
    price: '250',
    key: `again-and-again-${item}`,
  });

  it('after the item was sold back does not buy the item again', async () => {
    const { client, id } = await market().addBuyer();
    const item = await market().addItem(250);
    await client.post('/market', form(item));
    await client.post('/market', { sell_item: String(item) });
    const answer = await client.post('/market', form(item));
    expect(textOf(await client.follow(answer))).toContain('Purchased Thing');
    expect(await market().budgetOf(id)).toBe(1_000);
    expect(await market().ownerOf(item)).toBeNull();
  });

  it('for another item is refused', async () => {
    const { client, id } = await market().addBuyer();
    const [one = 0, other = 0] = await market().addItems(2, 250);
    await client.post('/market', form(one));
    await client.post('/market', { ...form(one), purchase_item: String(other) });
    expect(client.cookie('market-flash')).toContain('used%20for%20something%20else');
    expect(await market().ownerOf(one)).toBe(id);
    expect(await market().ownerOf(other)).toBeNull();
  });
});
