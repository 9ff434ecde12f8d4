import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import type { AddedMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';

/** A query with the numbers from 1 to 60. A list of 60 entries has more than one page. */
const SIXTY = sql`with recursive counted (n) as
  (select 1 union all select n + 1 from counted where n < 60)`;

/** The texts of the entries on a page, in their order. */
const rows = (page: Page, role: 'listitem' | 'row') =>
  page.getByRole('main').getByRole(role).allTextContents();

const addItems = ({ id }: AddedMember, askingPrice: number | null) =>
  sql`insert into items (name, price, barcode, description, owner_id, asking_price)
      ${SIXTY} select 'Card ' || n, 5, 'p' || ${id} || '-' || n, '', ${id}, ${askingPrice} from counted`;

type List = {
  path: (member: AddedMember) => string;
  role: 'listitem' | 'row';
  fill: (database: Database, member: AddedMember) => Promise<unknown>;
};

const LISTS: Record<string, List> = {
  'a member’s items': {
    path: () => '/items',
    role: 'listitem',
    fill: ({ write }, member) => write([addItems(member, null)]),
  },
  'a member’s offers': {
    path: ({ username }) => `/members/${username}`,
    role: 'listitem',
    fill: ({ write }, member) => write([addItems(member, 5)]),
  },
  'an inbox': {
    path: () => '/inbox',
    role: 'listitem',
    fill: ({ write }, { id }) =>
      write([
        sql`insert into notices (user_id, kind, item_id, amount)
            ${SIXTY} select ${id}, 'returned', 3, n from counted`,
      ]),
  },
  'a statement': {
    path: () => '/statement',
    role: 'row',
    fill: ({ write }, { id }) =>
      write([
        sql`insert into transfers (to_user_id, amount, kind)
            ${SIXTY} select ${id}, n, 'opening' from counted`,
      ]),
  },
};

for (const [name, { path, role, fill }] of Object.entries(LISTS)) {
  test(`“Next page” and “Previous page” lead through ${name}`, async ({
    page,
    visit,
    database,
    member,
  }) => {
    await fill(database, member);
    const next = page.getByRole('link', { name: 'Next page' });
    const previous = page.getByRole('link', { name: 'Previous page' });
    await visit(path(member));
    await expect(previous).toHaveCount(0);
    const pages = [await rows(page, role)];
    while ((await next.count()) > 0) {
      await next.click();
      await expect(page).toHaveURL(/[?&]after=\d+$/);
      await expect(previous).toBeVisible();
      await expect.poll(() => rows(page, role)).not.toEqual(pages.at(-1));
      pages.push(await rows(page, role));
    }
    expect(pages.length).toBeGreaterThan(1);
    for (const shown of pages.toReversed().slice(1)) {
      await previous.click();
      await expect(page).toHaveURL(/[?&]before=\d+$/);
      await expect.poll(() => rows(page, role)).toEqual(shown);
      await expect(next).toBeVisible();
    }
    await expect(previous).toHaveCount(0);

    // A page without entries still has a link to the previous page.
    await visit(`${path(member)}?after=1`);
    await previous.click();
    await expect.poll(async () => (await rows(page, role)).length).toBeGreaterThan(1);
  });
}
