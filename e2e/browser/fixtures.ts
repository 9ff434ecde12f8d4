import { test as base, type Response } from '@playwright/test';
import { type Database, openDatabase } from '../../db/client.ts';
import { sessionCookieName } from '../../lib/web/session/cookie.ts';
import { galleryPage } from '../gallery/page.ts';
import { GALLERY_PATH } from '../gallery/path.ts';
import { type AddedMember, addMember } from '../support/members.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { ready } from './steps.ts';
import { watch } from './watch.ts';

type WorkerFixtures = {
  /** The market of this worker. The tests of a worker run one after another. */
  market: TestServer;
  /** A second connection to the market's database. */
  database: Database;
};

type TestFixtures = {
  /** The market under test. It is the worker's market, unless a test starts its own market. */
  site: TestServer;
  /** Whether this run has JavaScript. */
  js: boolean;
  /** Opens a page. With JavaScript, waits until React has taken over the page. */
  visit: (path: string) => Promise<Response | null>;
  /** A member. The test's browser is logged in as this member. */
  member: AddedMember;
  /** Allows a complaint of the browser. Any other complaint fails the test. */
  expectComplaint: (complaint: RegExp) => void;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  market: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright needs the pattern of the fixtures.
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
  site: ({ market }, use) => use(market),
  baseURL: ({ site }, use) => use(site.url),
  js: ({ javaScriptEnabled }, use) => use(javaScriptEnabled),
  visit: ({ page, js }, use) =>
    use(async (path) => {
      const isGallery = path === GALLERY_PATH;
      const response = await page.goto(isGallery ? '/home' : path);
      if (js) await ready(page);
      // A route of Playwright could serve the gallery too, but would switch off the browser's cache,
      // from which pages take their font.
      if (isGallery) await page.setContent(await galleryPage((await response?.text()) ?? ''));
      return response;
    }),
  member: async ({ context, site: { url, databaseUrl } }, use) => {
    const connection = openDatabase({ url: databaseUrl, checkpoints: false });
    const member = await addMember(connection, url);
    connection.close();
    const name = sessionCookieName(false);
    const value = member.client.cookie(name) ?? '';
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
    await use(member);
  },
  expectComplaint: [
    async ({ context, site, js }, use) => {
      const complaints = watch(context, site.url, js);
      const expected: RegExp[] = [];
      await use((complaint) => {
        expected.push(complaint);
      });
      base
        .expect(complaints.filter((text) => !expected.some((pattern) => pattern.test(text))))
        .toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

/** For tests that damage or stop their market. Each such test starts its own market. */
export const testOnOwnMarket = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright needs the pattern of the fixtures.
  site: async ({}, use) => {
    const own = await startServer();
    await use(own);
    await own.stop();
  },
});
