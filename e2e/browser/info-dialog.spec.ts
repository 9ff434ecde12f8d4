import { expect, test } from './fixtures.ts';
import { expectBudget, stock } from './steps.ts';

test.describe('the dialog with the page of an item', { tag: '@js-on' }, () => {
  test('opens from the name of the item, and returns the focus when it closes', async ({
    page,
    visit,
    database,
    member: _,
  }) => {
    const item = await stock(database, 10);
    await visit('/market');
    const link = page.getByRole('link', { name: item.name });
    for (const close of ['Escape', 'Close']) {
      await link.click();
      const dialog = page.getByRole('dialog', { name: item.name });
      await expect(dialog.getByRole('heading', { name: item.name })).toBeVisible();
      await expect(dialog).toContainText('Flies well.');
      await expect(dialog.getByRole('link', { name: 'Open its page' })).toHaveAttribute(
        'href',
        `/items/${item.id}`,
      );
      if (close === 'Escape') await page.keyboard.press('Escape');
      else await dialog.getByRole('button', { name: 'Close' }).click();
      await expect(dialog).toBeHidden();
      await expect(link).toBeFocused();
    }
  });

  test('opens the confirmation of a purchase', async ({ page, visit, database, member: _ }) => {
    const item = await stock(database, 10);
    await visit('/market');
    await page.getByRole('link', { name: item.name }).click();
    const info = page.getByRole('dialog', { name: item.name, exact: true });
    await info.getByRole('button', { name: `Buy ${item.name}` }).click();
    const confirmation = page.getByRole('dialog', { name: `Buy ${item.name}?` });
    await confirmation.getByRole('button', { name: `Buy ${item.name}` }).click();
    await expectBudget(page, '990 credits');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });

  test('contains the working forms of the item’s page', async ({
    page,
    visit,
    database,
    member: _,
  }) => {
    const item = await stock(database, 10);
    await visit('/market');
    await page.getByRole('link', { name: item.name }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Star ${item.name}` })
      .click();
    await expect(page).toHaveURL(`/items/${item.id}`);
    await expect(page.getByRole('button', { name: `Unstar ${item.name}` })).toBeVisible();
  });

  test('does not open when the session has ended: the login opens', async ({
    page,
    visit,
    database,
    member,
  }) => {
    const item = await stock(database, 10);
    await visit('/market');
    await member.client.post('/logout', {});
    await page.getByRole('link', { name: item.name }).click();
    await expect(page).toHaveURL(`/login?next=${encodeURIComponent(`/items/${item.id}`)}`);
  });
});
