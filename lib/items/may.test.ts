import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { databasePerTest } from '@/db/testing/database';
import { addMember } from '@/db/testing/rows';
import { type ItemAction, may } from './may.ts';

const db = databasePerTest();

const [ann, ben] = [1, 2];

/** All combinations of owner, asking price and sale by the market. */
const ITEM_STATES = [null, ann, ben]
  .flatMap((ownerId) =>
    [null, 40].flatMap((askingPrice) =>
      [null, 30].map((soldFor) => ({ ownerId, askingPrice, soldFor })),
    ),
  )
  .filter(
    ({ ownerId, askingPrice, soldFor }) => ownerId !== null || (askingPrice ?? soldFor) === null,
  );

describe('the rules about actions on items', () => {
  it.each(Object.keys(may) as ItemAction[])(
    'give the same answer for pages and in SQL: %s',
    async (action) => {
      for (const member of [ann, ben]) await addMember(db(), member);
      const answers: boolean[] = [];
      for (const [index, { ownerId, askingPrice, soldFor }] of ITEM_STATES.entries()) {
        await db().write([
          sql`insert into items (id, name, barcode, price, description, owner_id, asking_price, sold_for)
            values (${9_000 + index}, 'Thing', ${`may ${index}`}, 50, '', ${ownerId}, ${askingPrice}, ${soldFor})`,
        ]);
        const { allowed, salePrice } = await db().orm.get<{
          allowed: number;
          salePrice: number | null;
        }>(
          sql`select ${may[action].condition(ann)} as allowed, sale_price as "salePrice"
            from items where id = ${9_000 + index}`,
        );
        const answer = may[action].allows({ id: ann }, { ownerId, salePrice, soldFor });
        expect(Boolean(allowed), JSON.stringify(ITEM_STATES[index])).toBe(answer);
        answers.push(answer);
      }
      expect(new Set(answers)).toEqual(new Set([true, false]));
    },
  );
});
