import type { Page } from '@playwright/test';
import { addMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';
import { expectBudget, flash, openConfirmation, stock } from './steps.ts';

test.beforeEach(({ member: _ }) => {});

/** The names of the items on the page, from top to bottom. */
async function shelf(page: Page): Promise<string[]> {
  const links = page.getByRole('main').getByRole('listitem').getByRole('heading', { level: 3 });
  return links.allTextContents();
}

test('an item has a page with its name as the title', async ({ page, visit, database, js }) => {
  const item = await stock(database, 1_000);
  await visit('/market');
  await page.getByRole('link', { name: item.name }).click();
  if (js) await page.getByRole('dialog').getByRole('link', { name: 'Open its page' }).click();
  await expect(page).toHaveURL(`/items/${item.id}`);
  await expect(page).toHaveTitle(`${item.name} · Market`);
  await expect(page.getByRole('heading', { level: 1, name: item.name })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main).toContainText('1,000 credits');
  await expect(main).toContainText('Flies well.');
  await expect(main).toContainText('OwnerThe market');
});

test('an item can be bought and sold back on its page', async ({ page, visit, database, js }) => {
  const item = await stock(database, 40);
  await visit(`/items/${item.id}`);
  const buying = await openConfirmation(page, js, `Buy ${item.name}`);
  await buying.getByRole('button', { name: `Buy ${item.name}` }).click();
  await expect(flash(page, `Purchased ${item.name}!`)).toBeVisible();

  await visit(`/items/${item.id}`);
  await expect(page.getByRole('main')).toContainText('OwnerYou');
  const selling = await openConfirmation(page, js, `Sell back ${item.name}`);
  await selling.getByRole('button', { name: `Sell back ${item.name}` }).click();
  await expect(flash(page, `Sold ${item.name} back to the market!`)).toBeVisible();
  await expectBudget(page, '1,000 credits');
});

test('“Next page” and “Previous page” show every item of the market once', async ({
  page,
  visit,
}) => {
  const next = page.getByRole('link', { name: 'Next page' });
  const previous = page.getByRole('link', { name: 'Previous page' });
  await visit('/market');
  await expect(previous).toHaveCount(0);
  const shelves = [await shelf(page)];
  for (;;) {
    const before = page.url();
    if ((await next.count()) === 0) break;
    await next.click();
    await expect(page).not.toHaveURL(before);
    await expect(previous).toBeVisible();
    shelves.push(await shelf(page));
  }
  expect(shelves.length).toBeGreaterThan(2);
  const names = shelves.flat();
  expect(names.length).toBeGreaterThan(48);
  expect(new Set(names).size).toBe(names.length);

  for (const names of shelves.toReversed().slice(1)) {
    const before = page.url();
    await previous.click();
    await expect(page).not.toHaveURL(before);
    await expect(page.getByRole('link', { name: names[0] ?? '', exact: true })).toBeVisible();
    expect(await shelf(page)).toEqual(names);
  }
});

test('a member without items reads what to do', async ({ page, visit }) => {
  await visit('/market');
  const mine = page.getByRole('region', { name: 'Your items' });
  await expect(mine).toContainText('You own nothing yet.');
  await visit('/items');
  await expect(page.getByRole('heading', { name: 'You own nothing yet' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Go to the market' }).click();
  await expect(page).toHaveURL('/market');
});

test('the market lists six of a member’s items, and links to all of them', async ({
  page,
  visit,
  database,
  member,
}) => {
  for (let bought = 0; bought < 8; bought += 1) {
    const { id } = await stock(database, 5);
    await member.client.post('/market', { purchase_item: String(id) });
  }
  await visit('/market');
  const mine = page.getByRole('region', { name: 'Your items' });
  await expect(mine).toContainText('You own 8 items, the newest of them:');
  await expect(mine.getByRole('button', { name: /^Sell back / })).toHaveCount(6);
  await mine.getByRole('link', { name: 'All 8 of your items' }).click();
  await expect(page).toHaveURL('/items');
  await expect(page.getByRole('button', { name: /^Sell back / })).toHaveCount(8);
});

test('an item that another member does not offer can’t be bought', async ({
  page,
  visit,
  database,
  market,
}) => {
  const item = await stock(database, 5);
  const owner = await addMember(database, market.url);
  await owner.client.post('/market', { purchase_item: String(item.id) });
  for (const path of [
    `/items/${item.id}`,
    `/items/${item.id}/buy`,
    `/items/${item.id}/sell-back`,
  ]) {
    await visit(path);
    await expect(page).toHaveURL(`/items/${item.id}`);
    await expect(page.getByRole('main').getByRole('button', { name: /^(Buy|Sell) / })).toHaveCount(
      0,
    );
  }
});
