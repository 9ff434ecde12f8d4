import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { scaled } from '../../testing/scale.ts';
import { type AddedMember, addMember } from '../support/members.ts';
import { ALL_AT_ONCE, QUERIES, SCRIPTS } from '../support/payloads.ts';
import { expect, test } from './fixtures.ts';
import {
  field,
  flash,
  logIn,
  openConfirmation,
  register,
  type StockedItem,
  stock,
  summary,
} from './steps.ts';

// A complaint of the browser fails a test. A violation of the Content-Security-Policy is a
// complaint.
test.describe('markup in a text is shown as text', { tag: '@js-on' }, () => {
  let dialogs: string[];

  test.beforeEach(({ page }) => {
    dialogs = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      return dialog.dismiss();
    });
  });

  test.afterEach(() => expect(dialogs).toEqual([]));

  test('in names, descriptions, barcodes and usernames', async ({
    page,
    visit,
    database,
    market,
    member,
  }) => {
    const other = await addMember(database, market.url);
    const items: StockedItem[] = [];
    for (const text of SCRIPTS) {
      const item = await stock(database, 1, `${text} ${items.length}`);
      await database.write([
        sql`update items set description = ${ALL_AT_ONCE}, barcode = ${`${items.length}${text}`.slice(0, 12)}
            where id = ${item.id}`,
      ]);
      items.push(item);
    }

    await visit('/market');
    const names = await page.getByRole('heading', { level: 3 }).allTextContents();
    expect(names.slice(0, items.length)).toEqual(items.map(({ name }) => name).reverse());
    await expectOnlyText(page);

    for (const [index, item] of items.slice(0, scaled(6, items.length)).entries()) {
      const username = SCRIPTS[index] ?? '';
      await rename(database, member, username);
      await rename(database, other, `${username}.`);
      if (index % 2) await other.client.post('/market', { purchase_item: String(item.id) });
      await visit(`/items/${item.id}`);
      await expect(page).toHaveTitle(`${item.name} · Market`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(item.name);
      const main = page.getByRole('main');
      await expect(main).toContainText(ALL_AT_ONCE);
      if (index % 2) await expect(main).toContainText(`Owner${username}.`);
      await expect(page.getByRole('banner')).toContainText(username);
      await expectOnlyText(page);
    }
  });

  test('in dialogs, confirmations and messages of a trade', async ({
    page,
    visit,
    database,
    member,
  }) => {
    for (const text of SCRIPTS.slice(0, scaled(3, SCRIPTS.length))) {
      await stock(database, 1, text);
      await rename(database, member, text);
      await visit('/');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Hello, ${text}`);
      await visit('/market');
      const main = page.getByRole('main');
      await main.getByRole('link', { name: text, exact: true }).click();
      const info = page.getByRole('dialog', { name: text, exact: true });
      await expect(info.getByRole('heading', { level: 1 })).toHaveText(text);
      await expectOnlyText(page);
      await info.getByRole('button', { name: 'Close' }).click();
      const confirmation = await openConfirmation(page, true, `Buy ${text}`);
      await expectOnlyText(page);
      await confirmation.getByRole('button', { name: `Buy ${text}` }).click();
      await expect(flash(page, `Purchased ${text}!`)).toBeVisible();
      await expectOnlyText(page);
    }
  });

  test('in the message cookie', async ({ page, visit, context, site }) => {
    const kinds = ['success', 'info', 'warning', 'danger'];
    for (const kind of kinds) {
      const messages = [...SCRIPTS.slice(0, 2), ALL_AT_ONCE.slice(0, 500)].map((text) => ({
        category: kind,
        text,
      }));
      await context.addCookies([cookie(site.url, 'market-flash', JSON.stringify(messages))]);
      await visit('/');
      await expect(page.getByRole('status').getByRole('paragraph')).toHaveText(
        messages.map(({ text }) => text),
      );
      await expectOnlyText(page);
    }
    for (const value of [
      ALL_AT_ONCE,
      JSON.stringify(ALL_AT_ONCE),
      JSON.stringify([{ category: '"><svg onload=alert(1)>', text: 'x' }]),
      JSON.stringify([
        { category: '__proto__', text: 'x' },
        { category: 'info', text: {} },
      ]),
      '%E0%A4%A',
    ]) {
      await context.addCookies([cookie(site.url, 'market-flash', value)]);
      await visit('/');
      await expect(page.getByRole('status')).toBeEmpty();
      await expectOnlyText(page);
    }
  });

  test('in a refused login and a refused registration', async ({ page, visit }) => {
    await visit(`/login?next=${encodeURIComponent(ALL_AT_ONCE)}`);
    await expectOnlyText(page);
    const username = ALL_AT_ONCE.slice(-200).trim();
    await logIn(page, username, ALL_AT_ONCE);
    await expect(summary(page)).toBeVisible();
    await expect(field(page, 'Username')).toHaveValue(username);
    await expect(page.locator('[name=next]')).toHaveValue(ALL_AT_ONCE);
    await expectOnlyText(page);

    for (const text of QUERIES.slice(0, 2)) {
      await visit('/login');
      await logIn(page, text, text);
      await expect(summary(page)).toContainText('Check username and password.');
    }

    await visit('/register');
    const email = `${SCRIPTS[1]}@example.org`;
    await register(page, { username: SCRIPTS[0] ?? '', email, password: '<svg onload=alert(1)>' });
    await expect(field(page, 'Email')).toHaveAttribute('aria-invalid', 'true');
    await expect(field(page, 'Username')).toHaveValue(SCRIPTS[0] ?? '');
    await expectOnlyText(page);
  });

  test('in addresses and their queries', async ({ page, visit, member: _, expectComplaint }) => {
    expectComplaint(/^status 404: |Failed to load resource/);
    const all = encodeURIComponent(ALL_AT_ONCE);
    for (const path of [
      `/${all}`,
      `/?${all}`,
      `/market?q=${all}`,
      `/market?from=${all}&category=${all}&sort=${all}&affordable=${all}&new=${all}`,
      `/market?before=${all}&after=${all}`,
      `/items?before=${all}&after=${all}`,
      `/items/${all}`,
      `/items/${all}/buy`,
      `/members/${all}`,
      `/statement?month=${all}&before=${all}&after=${all}`,
      `/inbox?before=${all}&after=${all}`,
      `/status/${all}`,
      `/status/too-many-attempts?minutes=${all}`,
      `/market#${all}`,
    ]) {
      if (path.startsWith('/status/too-many')) {
        expectComplaint(/^status 429: /);
      }
      await visit(path);
      await expect(page.getByRole('main')).toBeVisible();
      await expectOnlyText(page);
    }
  });
});

/** Expects that the page has no element or attribute that could run a script from a text. */
async function expectOnlyText(page: Page): Promise<void> {
  const strange = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(
        (element) =>
          element.matches('iframe, object, embed, base, [src=x]') ||
          // Our own scripts load the checks of a form when the form is used.
          element.matches('script:not([nonce], [src^="/_next/static/"])') ||
          [...element.attributes].some(
            ({ name, value }) =>
              name.startsWith('on') ||
              (/^(href|src|action|formaction)$/.test(name) && /javascript:alert/i.test(value)),
          ),
      )
      .map((element) => element.outerHTML.slice(0, 200)),
  );
  expect(strange, page.url()).toEqual([]);
}

async function rename(database: Database, { id }: AddedMember, username: string): Promise<void> {
  await database.write([sql`update users set username = ${username} where id = ${id}`]);
}

function cookie(url: string, name: string, value: string) {
  return { name, value: encodeURIComponent(value), url };
}
