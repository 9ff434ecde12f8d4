import { addMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';
import { expectBudget, openConfirmation, stock } from './steps.ts';

test.use({ contextOptions: { reducedMotion: 'no-preference' } });

test.describe('the dialog that confirms a trade', { tag: '@js-on' }, () => {
  test('keeps the focus inside', async ({ page, visit, database, member: _ }) => {
    const item = await stock(database, 10);
    await visit('/market');
    const dialog = await openConfirmation(page, true, `Buy ${item.name}`);
    const focused = new Set<string>();
    for (let press = 0; press < 8; press += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(() => {
        const { activeElement: element } = document;
        if (element === document.body) return 'the browser';
        return element?.closest('dialog') ? element.textContent : 'behind the dialog';
      });
      focused.add(String(at));
    }
    focused.delete('the browser');
    expect([...focused].sort()).toEqual(['Buy', 'Cancel']);
    await expect(dialog).toBeVisible();
  });

  test('closes with Escape or “Cancel”, and the focus returns to its button', async ({
    page,
    visit,
    database,
    member: _,
  }) => {
    const item = await stock(database, 10);
    await visit('/market');
    for (const close of ['Escape', 'Cancel']) {
      const dialog = await openConfirmation(page, true, `Buy ${item.name}`);
      if (close === 'Escape') await page.keyboard.press('Escape');
      else await dialog.getByRole('button', { name: 'Cancel' }).click();
      await expect(dialog).toBeHidden();
      await expect(page.getByRole('button', { name: `Buy ${item.name}` })).toBeFocused();
      await expect(page).toHaveURL('/market');
    }
  });

  test('has its question as its name, and is modal', async ({
    page,
    visit,
    database,
    member: _,
  }) => {
    const item = await stock(database, 10);
    await visit(`/items/${item.id}`);
    await openConfirmation(page, true, `Buy ${item.name}`);
    await expect(page.getByRole('dialog', { name: `Buy ${item.name}?` })).toBeVisible();
    expect(await page.evaluate(() => document.querySelector('dialog')?.matches(':modal'))).toBe(
      true,
    );
  });

  test('shows the new item when it is opened again', async ({
    page,
    visit,
    database,
    member: _,
  }) => {
    const [first, second] = [await stock(database, 10), await stock(database, 20)];
    await visit('/market');
    await openConfirmation(page, true, `Buy ${first.name}`);
    await page.keyboard.press('Escape');
    const dialog = await openConfirmation(page, true, `Buy ${second.name}`);
    await expect(dialog).not.toContainText(first.name);
    await dialog.getByRole('button', { name: `Buy ${second.name}` }).click();
    await expectBudget(page, '980 credits');
    await expect(page.getByRole('button', { name: `Buy ${first.name}` })).toBeVisible();
  });

  test('stays open when the page behind it is refreshed', async ({
    page,
    visit,
    database,
    market,
    member: _,
  }) => {
    const [first, second] = [await stock(database, 10), await stock(database, 20)];
    const rival = await addMember(database, market.url);
    await visit('/market');
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route('**/market?*', async (route) => {
      await released;
      await route.continue();
    });
    const refresh = page.waitForRequest((request) => request.headers().rsc === '1');
    await rival.client.post('/market', { purchase_item: String(second.id) });
    await refresh;
    const dialog = await openConfirmation(page, true, `Buy ${first.name}`);
    release();
    await expect(page.getByText(second.name)).toHaveCount(0);
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: `Buy ${first.name}` }).click();
    await expectBudget(page, '990 credits');
    await expect(dialog).toBeHidden();
  });
});
