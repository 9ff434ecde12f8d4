import type { Browser, Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { sessionCookieName } from '../../lib/web/session/cookie.ts';
import { uniqueName } from '../support/client.ts';
import { type AddedMember, addMember } from '../support/members.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import {
  expectBudget,
  expectWrong,
  field,
  flash,
  openConfirmation,
  ready,
  stock,
  summary,
} from './steps.ts';

test.beforeEach(({ member: _ }) => {});

/** The buttons that change or trade an item. A star changes no item. */
const ITEM_BUTTONS = /^(Buy|Sell|List|Change|Withdraw|Edit)/;

const button = (page: Page, name: string) =>
  page.getByRole('main').getByRole('button', { name, exact: true });

/** Adds an item that the member bought from the market and does not offer. */
async function owned(database: Database, { client }: AddedMember, price = 100) {
  const item = await stock(database, price);
  await client.post('/market', { purchase_item: String(item.id) });
  return item;
}

/** Fills in the form with an asking price, and sends it. */
async function askFor(page: Page, js: boolean, price: string, verb: string): Promise<void> {
  await expect(page).toHaveURL(/\/list\??$/);
  if (js) await ready(page);
  await field(page, 'Asking price').fill(price);
  await button(page, verb).click();
}

/** Opens a page in a second browser, which is logged in as another member. */
async function pageOf(browser: Browser, member: AddedMember, url: string, js: boolean) {
  const context = await browser.newContext({ baseURL: url, javaScriptEnabled: js });
  const name = sessionCookieName(false);
  const value = member.client.cookie(name) ?? '';
  await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
  return context.newPage();
}

test('a member adds an item for sale, and another member buys it', async ({
  page,
  visit,
  browser,
  database,
  market,
  member,
  js,
}) => {
  const name = uniqueName('Boat ');
  await database.write([sql`insert into categories (name) values ('Toys') on conflict do nothing`]);
  await visit('/items');
  await page.getByRole('link', { name: 'Add an item' }).click();
  await expect(page).toHaveURL('/items/new');
  if (js) await ready(page);
  await field(page, 'Name').fill(name);
  await field(page, 'Description').fill('Floats.\n\nSee https://example.org/boats.');
  await field(page, 'Category').selectOption('Toys');
  await field(page, 'Asking price').fill('120');
  await expect(page.getByLabel('Offer it to the others at once')).toBeChecked();
  await button(page, 'Add the item').click();
  await expect(flash(page, `${name} is for sale at 120 credits.`)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('CategoryToys');
  const address = page.getByRole('link', { name: 'https://example.org/boats', exact: true });
  await expect(address).toHaveAttribute('rel', 'nofollow noopener noreferrer ugc');
  const path = new URL(page.url()).pathname;

  const buyer = await addMember(database, market.url);
  const theirs = await pageOf(browser, buyer, market.url, js);
  await theirs.goto(path);
  const confirmation = await openConfirmation(theirs, js, `Buy ${name}`);
  await expect(confirmation).toContainText(`From${member.username}`);
  await confirmation.getByRole('button', { name: `Buy ${name}` }).click();
  await expect(flash(theirs, `Purchased ${name}!`)).toBeVisible();
  await expectBudget(theirs, '880 credits');
  await theirs.goto(path);
  await expect(theirs.getByRole('main')).toContainText('OwnerYou');
  await expect(button(theirs, 'List for sale')).toBeVisible();
  await expect(theirs.getByRole('button', { name: /^Sell back/ })).toHaveCount(0);
  await theirs.context().close();

  await visit(path);
  await expectBudget(page, '1,120 credits');
  const story = page.getByRole('region', { name: 'Its story' }).getByRole('listitem');
  await expect(story).toHaveText([
    new RegExp(`^${buyer.username} bought it from you for 120 credits\\.`),
    /^You added it\./,
  ]);
  await expect(page.getByRole('main')).toContainText(`${buyer.username} does not offer it`);
  await expect(page.getByRole('article').getByRole('button', { name: ITEM_BUTTONS })).toHaveCount(
    0,
  );
  await expect(
    page.getByRole('article').getByRole('link', { name: buyer.username }),
  ).toHaveAttribute('href', `/members/${buyer.username}`);
});

test('a member lists an item for sale, changes its price, and withdraws it', async ({
  page,
  visit,
  js,
}) => {
  const name = uniqueName('Boat ');
  await visit('/items/new');
  await field(page, 'Name').fill(name);
  await field(page, 'Asking price').fill('120');
  await page.getByLabel('Offer it to the others at once').uncheck();
  await button(page, 'Add the item').click();
  await expect(flash(page, `${name} is among your items.`)).toBeVisible();

  await button(page, 'List for sale').click();
  await askFor(page, js, '120', 'List for sale');
  await expect(flash(page, `${name} is for sale at 120 credits.`)).toBeVisible();

  await button(page, 'Change price').click();
  await expect(field(page, 'Asking price')).toHaveValue('120');
  await askFor(page, js, '100', 'Change price');
  await expect(flash(page, `${name} costs 100 credits now.`)).toBeVisible();
  await visit('/items');
  await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText(
    'Listed at 100 credits',
  );

  await page.getByRole('link', { name }).click();
  if (js) await page.getByRole('dialog').getByRole('link', { name: 'Open its page' }).click();
  await expect(page).toHaveURL(/\/items\/\d+$/);
  await button(page, 'Withdraw').click();
  await expect(flash(page, `${name} is no longer for sale.`)).toBeVisible();
  await expect(button(page, 'List for sale')).toBeVisible();
  await expect(button(page, 'Withdraw')).toHaveCount(0);
  await visit('/items');
  await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText('Not listed');
});

test('an item is listed from the list of items, and withdrawn in its dialog', {
  tag: '@js-on',
}, async ({ page, visit, database, member }) => {
  const item = await owned(database, member);
  await visit('/items');
  await button(page, `List for sale ${item.name}`).click();
  await askFor(page, true, '30', 'List for sale');
  await expect(flash(page, `${item.name} is for sale at 30 credits.`)).toBeVisible();
  await visit('/items');
  await page.getByRole('link', { name: item.name }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(flash(page, `${item.name} is no longer for sale.`)).toBeVisible();
});

test('a purchase is refused when the owner has changed the price', async ({
  page,
  visit,
  database,
  market,
  member: _,
}) => {
  const owner = await addMember(database, market.url);
  const item = await owned(database, owner);
  await database.write([sql`update items set asking_price = 50 where id = ${item.id}`]);
  await visit(`/items/${item.id}/buy`);
  await expect(page.getByRole('main')).toContainText(`From${owner.username}`);
  await database.write([sql`update items set asking_price = 60 where id = ${item.id}`]);
  await button(page, `Buy ${item.name}`).click();
  await expect(
    flash(page, `The price of ${item.name} has changed from 50 to 60 credits.`),
  ).toBeVisible();
  await expectBudget(page, '1,000 credits');
});

test('a purchase is refused when the owner has withdrawn the offer', async ({
  page,
  visit,
  database,
  market,
  member: _,
  js,
}) => {
  const owner = await addMember(database, market.url);
  const item = await owned(database, owner);
  for (const path of ['/market', `/items/${item.id}`]) {
    await database.write([
      sql`update items set asking_price = 50, offered_at = ${Date.now()} where id = ${item.id}`,
    ]);
    await visit(path);
    const confirmation = await openConfirmation(page, js, `Buy ${item.name}`);
    await owner.client.post(`/items/${item.id}/withdraw`, {});
    await confirmation.getByRole('button', { name: `Buy ${item.name}` }).click();
    const message = `${item.name} is not for sale now: its owner keeps it. You paid nothing.`;
    await expect(flash(page, message)).toBeVisible();
    await expectBudget(page, '1,000 credits');
  }
  // The page that confirms a purchase is gone, too.
  await visit(`/items/${item.id}/buy`);
  await expect(page).toHaveURL(`/items/${item.id}`);
  await expect(page.getByRole('main')).toContainText(
    `${owner.username} does not offer it for sale.`,
  );
});

test('the item’s page shows what its owner has changed', async ({
  page,
  visit,
  database,
  member,
  js,
}) => {
  const item = await owned(database, member);
  const name = uniqueName('Boat ');
  await visit(`/items/${item.id}`);
  await button(page, 'Edit').click();
  await expect(page).toHaveURL(/\/edit\??$/);
  if (js) await ready(page);
  await expect(field(page, 'Name')).toHaveValue(item.name);
  await field(page, 'Name').fill(name);
  await field(page, 'Description').fill('Floats <b>well</b>.');
  await button(page, 'Save changes').click();
  await expect(flash(page, `Your changes to ${name} are saved.`)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByRole('article')).toContainText('Floats <b>well</b>.');
  const story = page.getByRole('region', { name: 'Its story' });
  await expect(story).toContainText(`You changed the name from “${item.name}” to “${name}”.`);
  await story.getByText('What it said before').click();
  await expect(story.getByText('Flies well.')).toBeVisible();

  await visit(`/items/${item.id}/edit`);
  await button(page, 'Save changes').click();
  await expect(flash(page, `${name} is as it was.`)).toBeVisible();
  await expect(story.getByRole('listitem')).toHaveCount(4);
});

test('a wrong form shows its errors at the fields, and keeps the typed values', async ({
  page,
  visit,
  database,
  member,
}) => {
  const item = await owned(database, member);
  await visit(`/items/${item.id}/list`);
  await field(page, 'Asking price').fill('1.5');
  await button(page, 'List for sale').click();
  await expectWrong(page, 'Asking price', 'Use whole numbers in digits, at least 1.');
  await expect(field(page, 'Asking price')).toHaveValue('1.5');

  await visit('/items/new');
  await field(page, 'Name').fill('Boat');
  await field(page, 'Description').fill('x'.repeat(1_025));
  await field(page, 'Asking price').fill('0');
  await page.getByLabel('Offer it to the others at once').uncheck();
  await button(page, 'Add the item').click();
  await expect(summary(page)).toContainText('2 fields need your attention.');
  await expectWrong(page, 'Description', 'Use at most 1024 characters.');
  await expect(field(page, 'Name')).toHaveValue('Boat');
  await expect(field(page, 'Description')).toHaveValue('x'.repeat(1_025));
  await expect(page.getByLabel('Offer it to the others at once')).not.toBeChecked();
});

test('only the owner can open the pages to list and to edit an item', async ({
  page,
  visit,
  database,
  market,
}) => {
  const owner = await addMember(database, market.url);
  const item = await owned(database, owner);
  for (const path of ['list', 'edit', 'buy']) {
    await visit(`/items/${item.id}/${path}`);
    await expect(page).toHaveURL(`/items/${item.id}`);
    await expect(page.getByRole('main').getByRole('button', { name: ITEM_BUTTONS })).toHaveCount(0);
  }
});

test('pages with long words and large prices are accessible', {
  tag: '@js-on',
}, async ({ page, visit, database, market, member }) => {
  const listed = await owned(database, member);
  const ann = await addMember(database, market.url, { username: 'Al' });
  const anns = await owned(database, ann);
  const long = 'W'.repeat(50);
  await database.write([
    sql`update items set asking_price = 1000000000, name = ${long} where id = ${listed.id}`,
    sql`insert into item_edits (item_id, user_id, field, before, after) values
        (${anns.id}, ${ann.id}, 'name', ${long}, ${long.toLowerCase()}),
        (${anns.id}, ${ann.id}, 'description', ${'W'.repeat(1_024)}, 'x')`,
    sql`update items set description = ${`See https://example.org/${'W'.repeat(900)}`},
        asking_price = 5 where id = ${anns.id}`,
  ]);
  for (const path of [
    '/items',
    `/items/${listed.id}`,
    `/items/${listed.id}/list`,
    `/items/${anns.id}`,
    `/items/${anns.id}/buy`,
  ]) {
    await visit(path);
    await expectAccessible(page);
  }
  await visit('/items/new');
  await button(page, 'Add the item').click();
  await expect(summary(page)).toBeVisible();
  await expectAccessible(page);
});
