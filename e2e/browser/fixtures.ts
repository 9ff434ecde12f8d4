import { test as base, type Response } from '@playwright/test';
import { type Database, openDatabase } from '../../db/client.ts';
import { sessionCookieName } from '../../lib/session-cookie.ts';
import { type Client, newMember, uniqueName } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { ready } from './steps.ts';
import { watch } from './watch.ts';

type WorkerFixtures = {
  /** The market of this worker, whose tests run one after another. */
  market: TestServer;
  /** Its database, opened beside the server. */
  database: Database;
};

type TestFixtures = {
  /** The address of the market under test. */
  url: string;
  /** Whether this run has JavaScript. */
  js: boolean;
  /** Opens a page, and waits until it answers to scripts if there are any. */
  visit: (path: string) => Promise<Response | null>;
  /** A member made over HTTP, whom this test's browser is logged in as. */
  member: { username: string; client: Client };
  /** Names a complaint of the browser that this test provokes. Any other fails the test. */
  expectComplaint: (complaint: RegExp) => void;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  market: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it what is needed.
    async ({}, use) => {
      const market = await startServer();
      await use(market);
      await market.stop();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  database: [
    async ({ market }, use) => {
      const database = openDatabase({ url: market.databaseUrl, checkpoints: false });
      await use(database);
      database.close();
    },
    { scope: 'worker' },
  ],
  url: ({ market }, use) => use(market.url),
  baseURL: ({ url }, use) => use(url),
  js: ({ javaScriptEnabled }, use) => use(javaScriptEnabled),
  visit: ({ page, js }, use) =>
    use(async (path) => {
      const response = await page.goto(path);
      if (js) await ready(page);
      return response;
    }),
  member: async ({ context, url }, use) => {
    const username = uniqueName('member');
    const client = await newMember(url, username);
    const name = sessionCookieName(false);
    const value = client.cookie(name) ?? '';
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
    await use({ username, client });
  },
  expectComplaint: [
    async ({ context, url, js }, use) => {
      const complaints = watch(context, url, js);
      const expected: RegExp[] = [];
      await use((complaint) => {
        expected.push(complaint);
      });
      base.expect(complaints.filter((text) => !expected.some((one) => one.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';
