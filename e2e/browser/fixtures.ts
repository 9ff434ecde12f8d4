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
  /** The market of this worker, whose tests run one after another. */
  market: TestServer;
  /** Its database, opened beside the server. */
  database: Database;
};

type TestFixtures = {
  /** The market under test: the worker's, unless a test needs one of its own. */
  site: TestServer;
  /** Whether this run has JavaScript. */
  js: boolean;
  /** Opens a page, and waits until it answers to scripts if there are any. */
  visit: (path: string) => Promise<Response | null>;
  /** A member, whom this test's browser is logged in as. */
  member: AddedMember;
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
    const beside = openDatabase({ url: databaseUrl, checkpoints: false });
    const member = await addMember(beside, url);
    beside.close();
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
      base.expect(complaints.filter((text) => !expected.some((one) => one.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

/** For tests that harm their market: each has a market of its own. */
export const testOnOwnMarket = test.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it what is needed.
  site: async ({}, use) => {
    const own = await startServer();
    await use(own);
    await own.stop();
  },
});
