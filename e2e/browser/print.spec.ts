import { expect, test } from './fixtures.ts';
import { stock } from './steps.ts';

test('the page of an item prints black on white, without navigation and buttons', async ({
  page,
  visit,
  database,
  member: _,
}) => {
  const item = await stock(database, 250);
  await page.emulateMedia({ colorScheme: 'dark' });
  await visit(`/items/${item.id}`);
  const buy = page.getByRole('button', { name: `Buy ${item.name}` });
  await expect(buy).toBeVisible();

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  const main = page.locator('main');
  for (const hidden of [
    page.locator('.site-header'),
    page.locator('.site-footer'),
    page.locator('.skip-link'),
    main.locator('.button'),
    main.locator('dialog'),
  ]) {
    for (const element of await hidden.all()) await expect(element).toBeHidden();
  }
  for (const printed of [
    main.getByRole('heading', { level: 1, name: item.name }),
    main.getByText('250 credits'),
    main.getByText('Flies well.'),
    main.locator('img').first(),
    main.getByRole('img', { name: /as a Code 128 barcode/ }),
  ]) {
    await expect(printed).toBeVisible();
  }
  const colours = await page.evaluate(() => {
    const { backgroundColor, color, colorScheme } = getComputedStyle(document.body);
    return { backgroundColor, color, colorScheme };
  });
  expect(colours).toEqual({
    backgroundColor: 'rgb(255, 255, 255)',
    color: 'rgb(0, 0, 0)',
    colorScheme: 'light',
  });
});
