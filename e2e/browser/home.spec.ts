import { expect, test } from './fixtures.ts';
import { expectBudget, stock } from './steps.ts';

test('a visitor sees the newest items, and links to log in and to register', async ({
  page,
  visit,
  database,
}) => {
  const item = await stock(database, 70);
  await visit('/');
  const newest = page.getByRole('region', { name: 'Newest on the shelves' });
  await expect(newest.getByRole('listitem')).toHaveCount(12);
  await expect(newest.getByRole('listitem').first()).toContainText(item.name);
  await newest.getByRole('link', { name: item.name }).click();
  await expect(page).toHaveURL(`/login?next=${encodeURIComponent(`/items/${item.id}`)}`);
  await visit('/');
  await page.getByRole('main').getByRole('link', { name: 'Create account' }).click();
  await expect(page).toHaveURL('/register');
});

test('a member sees their budget, the newest items and their own items', async ({
  page,
  visit,
  database,
  member,
}) => {
  const [expensive, mine] = [await stock(database, 5_000), await stock(database, 30)];
  await visit('/');
  const main = page.getByRole('main');
  await expect(main.getByRole('heading', { level: 1 })).toHaveText(`Hello, ${member.username}`);
  await expect(main).toContainText('You have 1,000 credits to spend, and own no items yet.');
  await expect(page.getByRole('region', { name: 'Your items' })).toHaveCount(0);
  const newest = page.getByRole('region', { name: 'Newest on the shelves' });
  await expect(newest.getByRole('listitem').filter({ hasText: expensive.name })).toContainText(
    'more than you have',
  );

  await member.client.post('/market', { purchase_item: String(mine.id) });
  await visit('/home');
  await expectBudget(page, '970 credits');
  await expect(main).toContainText('You have 970 credits to spend, and own 1 item.');
  const own = page.getByRole('region', { name: 'Your items' });
  await expect(own.getByRole('listitem')).toHaveText([/Kite/]);
  await expect(newest.getByRole('link', { name: mine.name })).toHaveCount(0);
  await main.getByRole('link', { name: 'Go to the market' }).click();
  await expect(page).toHaveURL('/market');
});
