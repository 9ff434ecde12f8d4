import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import { phonePhoto, picture } from '../../testing/pictures.ts';
import { uniqueName } from '../support/client.ts';
import { sendPhotos } from '../support/photos.ts';
import { expectAccessible } from './accessible.ts';
import { expect, test } from './fixtures.ts';
import { expectWrong, field, flash, ready, stock, summary } from './steps.ts';

test.beforeEach(({ member: _ }) => {});

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name });
const photo = (page: Page, name: string) => page.getByRole('main').getByRole('img', { name });

/** A file for a file field. */
const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer });

/** Whether the browser could load and decode a picture. */
const isDrawn = (page: Page, name: string) =>
  photo(page, name).evaluate(async (image: HTMLImageElement) => {
    image.loading = 'eager';
    await image.decode();
    return image.naturalWidth > 0;
  });

async function fill(page: Page, name: string) {
  await field(page, 'Name').fill(name);
  await field(page, 'Description').fill('Floats.');
  await field(page, 'Asking price').fill('120');
}

test('a member adds an item with two photos, changes their order and removes one', async ({
  page,
  visit,
  js,
}) => {
  const name = uniqueName('Boat ');
  await visit('/items/new');
  await fill(page, name);
  await field(page, 'Photos').setInputFiles([
    file('one.jpg', await phonePhoto(400, 300)),
    file('two.png', await picture('png', 300, 300)),
  ]);
  await button(page, 'Add the item').click();
  await expect(flash(page, `${name} is for sale at 120 credits.`)).toBeVisible();
  expect(await isDrawn(page, `Photo 1 of 2 of ${name}`)).toBe(true);
  expect(await isDrawn(page, `Photo 2 of 2 of ${name}`)).toBe(true);
  const first = await photo(page, `Photo 1 of 2 of ${name}`).getAttribute('src');
  await page.getByRole('link', { name: `Photo 1 of 2 of ${name}` }).click();
  await expect(page).toHaveURL(first ?? '');
  await page.goBack();
  if (js) await ready(page);

  await button(page, 'Photos').click();
  await expect(page.getByRole('heading', { level: 1, name: `Photos of ${name}` })).toBeVisible();
  if (js) await ready(page);
  const second = await photo(page, `Photo 2 of 2 of ${name}`).getAttribute('src');
  await button(page, 'Put photo 2 first').click();
  await expect(flash(page, `That photo of ${name} comes first now.`)).toBeVisible();
  await expect(photo(page, `Photo 1 of 2 of ${name}`)).toHaveAttribute('src', second ?? '');
  await button(page, 'Remove photo 2').click();
  await expect(flash(page, `The photo of ${name} is removed.`)).toBeVisible();
  await expect(photo(page, `Photo of ${name}`)).toHaveAttribute('src', second ?? '');
  if (js) await ready(page);

  await field(page, 'Photos').setInputFiles([file('three.jpg', await picture())]);
  await button(page, 'Add photos').click();
  await expect(flash(page, `${name} has a photo more.`)).toBeVisible();
  await page.getByRole('link', { name: 'Back to the item' }).click();
  expect(await isDrawn(page, `Photo 2 of 2 of ${name}`)).toBe(true);
  const story = page.getByRole('region', { name: 'Its story' }).getByRole('listitem');
  await expect(story).toHaveText([
    /^You added a photo\./,
    /^You removed a photo\./,
    /^You put another photo first\./,
    /^You added it\./,
  ]);
  await visit('/items');
  const card = page.getByRole('main').getByRole('listitem').filter({ hasText: name });
  const shown = card.locator('img');
  await expect(shown).toHaveAttribute('src', second ?? '');
  const box = await shown.boundingBox();
  expect(Math.abs((box?.width ?? 0) - (box?.height ?? 1))).toBeLessThan(1);
});

test('a wrong file is refused at its field, and the typed values stay', async ({
  page,
  visit,
  js,
}) => {
  const name = uniqueName('Boat ');
  await visit('/items/new');
  await fill(page, name);
  await field(page, 'Photos').setInputFiles([file('holiday.jpg', Buffer.from('A text.'))]);
  await button(page, 'Add the item').click();
  const sentence = '“holiday.jpg” is not a photo that the market can read.';
  await expect(summary(page)).toContainText(`Photos: ${sentence}`);
  await expectWrong(page, 'Photos', sentence);
  await expect(field(page, 'Name')).toHaveValue(name);
  await expect(field(page, 'Description')).toHaveValue('Floats.');
  await expect(field(page, 'Asking price')).toHaveValue('120');
  await expect(page).toHaveURL('/items/new');
  if (js) await ready(page);
  await field(page, 'Photos').setInputFiles([file('holiday.jpg', await picture())]);
  await button(page, 'Add the item').click();
  await expect(flash(page, `${name} is for sale at 120 credits.`)).toBeVisible();
  expect(await isDrawn(page, `Photo of ${name}`)).toBe(true);
});

test('in a refused form photos stay chosen with JavaScript, and must be chosen again without', async ({
  page,
  visit,
  database,
  js,
}) => {
  const name = uniqueName('Boat ');
  await database.write([sql`insert into categories (name) values ('Passing')`]);
  await visit('/items/new');
  await fill(page, name);
  await field(page, 'Category').selectOption('Passing');
  await field(page, 'Photos').setInputFiles([file('x.jpg', await picture())]);
  await database.write([sql`delete from categories where name = 'Passing'`]);
  await button(page, 'Add the item').click();
  await expectWrong(page, 'Category', 'There is no such category.');
  await expect(field(page, 'Name')).toHaveValue(name);
  if (!js) {
    await expectWrong(page, 'Photos', 'Choose the photos again');
    return;
  }
  await field(page, 'Category').selectOption('');
  await button(page, 'Add the item').click();
  await expect(flash(page, `${name} is for sale at 120 credits.`)).toBeVisible();
  expect(await isDrawn(page, `Photo of ${name}`)).toBe(true);
});

test('more than four photos are refused, with JavaScript before they are sent', async ({
  page,
  visit,
  js,
}) => {
  await visit('/items/new');
  await fill(page, uniqueName('Boat '));
  const posts: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posts.push(request.url());
  });
  await field(page, 'Photos').setInputFiles(Array(5).fill(file('x.jpg', await picture())));
  await button(page, 'Add the item').click();
  await expectWrong(page, 'Photos', 'An item has at most 4 photos.');
  expect(posts).toHaveLength(js ? 0 : 1);
});

test('the browser resizes a large photo before it sends the photo', { tag: '@js-on' }, async ({
  page,
  visit,
}) => {
  const name = uniqueName('Boat ');
  await visit('/items/new');
  await fill(page, name);
  const large = await picture('png', 3_000, 2_000);
  const padded = Buffer.concat([large, Buffer.alloc(2_000_000)]);
  await field(page, 'Photos').setInputFiles([file('large.png', padded)]);
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await button(page, 'Add the item').click();
  const { requestBodySize } = await (await sent).sizes();
  expect(requestBodySize).toBeLessThan(500_000);
  await expect(flash(page, `${name} is for sale at 120 credits.`)).toBeVisible();
  await expect(photo(page, `Photo of ${name}`)).toHaveAttribute('width', '1600');
});

test('the dialog of an item shows its photos', { tag: '@js-on' }, async ({ page, visit }) => {
  const name = uniqueName('Boat ');
  await visit('/items/new');
  await fill(page, name);
  await field(page, 'Photos').setInputFiles([file('x.jpg', await picture())]);
  await button(page, 'Add the item').click();
  await expect(flash(page, `${name} is for sale`)).toBeVisible();
  await visit('/market');
  await page.getByRole('link', { name }).first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: `Photo of ${name}` })).toBeVisible();
});

test('pages with and without photos are accessible', { tag: '@js-on' }, async ({
  page,
  visit,
  database,
  member,
}) => {
  const item = await stock(database, 10);
  await member.client.post('/market', { purchase_item: String(item.id) });
  const paths = [`/items/${item.id}/photos`, `/items/${item.id}`, '/items', '/home'];
  for (const [count, pages] of [
    [0, paths.slice(0, 1)],
    [1, paths.slice(0, 2)],
    [3, paths],
  ] as const) {
    if (count > 0) await sendPhotos(member.client, item.id, count);
    for (const path of pages) {
      await visit(path);
      await expectAccessible(page);
    }
  }
  await visit('/items/new');
  await field(page, 'Photos').setInputFiles([file('x.jpg', Buffer.from('A text.'))]);
  await fill(page, 'Boat');
  await button(page, 'Add the item').click();
  await expect(summary(page)).toContainText('is not a photo');
  await expectAccessible(page);
});
