import type { Page } from '@playwright/test';
import { sql } from 'drizzle-orm';
import type { Database } from '../../db/client.ts';
import { sessionCookieName } from '../../lib/session-cookie.ts';
import { Client } from '../support/client.ts';
import { type AddedMember, addMember } from '../support/members.ts';
import { expect, test } from './fixtures.ts';
import { ALL_AT_ONCE, QUERIES, SCRIPTS } from './payloads.ts';
import { ask, field, flash, logIn, register, type StockedItem, stock, summary } from './steps.ts';

// The browser's complaints, violations of the Content-Security-Policy among them, fail every test.
test.describe('what is text stays text', { tag: '@js-on' }, () => {
  let dialogs: string[];

  test.beforeEach(({ page }) => {
    dialogs = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      return dialog.dismiss();
    });
  });

  test.afterEach(() => expect(dialogs).toEqual([]));

  test('in names, descriptions, barcodes and usernames, wherever they are shown', async ({
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

    for (const [index, item] of items.entries()) {
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

  test('in dialogs, in confirmations and in what is said of a trade', async ({
    page,
    visit,
    database,
    member,
  }) => {
    for (const text of SCRIPTS.slice(0, 8)) {
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
      const asking = await ask(page, true, `Buy ${text}`);
      await expectOnlyText(page);
      await asking.getByRole('button', { name: `Buy ${text}` }).click();
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

  test('in what a login or a registration sends back', async ({ page, visit }) => {
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
      `/market?before=${all}`,
      `/market?after=${all}`,
      `/items?before=${all}&after=${all}`,
      `/items/${all}`,
      `/items/${all}/buy`,
      `/items/${all}/sell-back`,
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

  test('in every parameter there is, one by one, and no query changes', async ({
    database,
    member: { client },
    site,
  }) => {
    const before = await countAll(database);
    const visitor = new Client(site.url);
    for (const text of [...SCRIPTS.slice(0, 4), ...QUERIES]) {
      const part = encodeURIComponent(text);
      for (const path of [
        `/${part}`,
        `/market?before=${part}`,
        `/market?after=${part}`,
        `/items?before=${part}`,
        `/items/${part}`,
        `/items/${part}/buy`,
        `/items/${part}/picture`,
        `/status/${part}`,
        `/status/too-many-attempts?minutes=${part}`,
      ]) {
        await expectHarmless(await client.get(path), text, path);
      }
      await expectHarmless(await visitor.get(`/login?next=${part}`), text, 'next');
      for (const [to, forms] of Object.entries(formsWith(text))) {
        for (const form of forms) {
          const sender = to === '/login' || to === '/register' ? visitor : client;
          await expectHarmless(await sender.post(to, form), text, JSON.stringify(form));
        }
      }
      for (const name of [sessionCookieName(false), 'market-theme', 'market-flash']) {
        const cookie = `${name}=${part}`;
        await expectHarmless(await visitor.get('/', { cookie }), text, cookie);
      }
    }
    expect(await countAll(database)).toEqual(before);
  });
});

/** Every form there is, with the text in each of its fields. None of them would do anything. */
function formsWith(text: string): Record<string, Record<string, string>[]> {
  return {
    '/market': [
      { purchase_item: text },
      { sell_item: text },
      { purchase_item: '3', price: text },
      { purchase_item: '3', price: '1', key: text },
    ],
    '/theme': [{ theme: text }],
    '/login': [
      { username: text, password: '' },
      { username: '', password: text, next: text, remember: text },
    ],
    '/register': [{ username: text, email: text, password: text, confirm_password: '' }],
  };
}

/** Expects that nothing on the page could run, or came out of a text. */
async function expectOnlyText(page: Page): Promise<void> {
  const strange = await page.evaluate(() =>
    [...document.querySelectorAll('*')]
      .filter(
        (element) =>
          element.matches('iframe, object, embed, base, script:not([nonce]), [src=x]') ||
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

async function expectHarmless(answer: Response, text: string, where: string): Promise<void> {
  expect(answer.status, `${where}: ${text}`).toBeLessThan(500);
  const body = await answer.text();
  if (text.includes('<')) expect(body.includes(text), `${where}: ${text}`).toBe(false);
}

/** How many there are of everything, and the credits that members have. */
async function countAll(database: Database): Promise<unknown> {
  const [counted] = await database.write([
    sql`select (select count(*) from users) as users, (select sum(budget) from users) as budgets,
          (select count(*) from items) as items, (select count(*) from transfers) as transfers`,
  ]);
  return { ...counted?.rows[0] };
}

async function rename(database: Database, { id }: AddedMember, username: string): Promise<void> {
  await database.write([sql`update users set username = ${username} where id = ${id}`]);
}

function cookie(url: string, name: string, value: string) {
  return { name, value: encodeURIComponent(value), url };
}
