import { test as base, type BrowserContext } from '@playwright/test';
import { type Database, openDatabase } from '../../db/client.ts';
import { type Client, newMember, uniqueName } from '../support/client.ts';
import { startServer, type TestServer } from '../support/server.ts';

/** A member who was made over HTTP and is logged in in this test's browser. */
export type TestMember = {
  username: string;
  /** Another device of the same member. */
  client: Client;
};

type WorkerFixtures = {
  /** The market this worker tests. */
  market: TestServer;
  /** Its database, opened beside it. */
  database: Database;
};

type TestFixtures = {
  js: boolean;
  member: TestMember;
  /** Messages that this test provokes, and that are no fault. */
  expectProblem: (message: RegExp) => void;
  problems: undefined;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  market: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what is used.
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
  baseURL: ({ market }, use) => use(market.url),
  js: ({ javaScriptEnabled }, use) => use(javaScriptEnabled),
  member: async ({ context, market }, use) => {
    const username = uniqueName('member');
    const client = await newMember(market.url, username);
    await logInBrowser(context, market.url, client);
    await use({ username, client });
  },
  expectProblem: [
    async ({ context }, use) => {
      const expected: RegExp[] = [];
      const seen = watch(context);
      await use((message) => expected.push(message));
      const unexpected = seen().filter((problem) => !expected.some((one) => one.test(problem)));
      if (unexpected.length > 0) throw new Error(`The browser complained:\n${unexpected.join('\n')}`);
    },
    { auto: true },
  ],
});

export { expect } from '@playwright/test';

/** Gives the browser the session of a client. */
async function logInBrowser(context: BrowserContext, url: string, client: Client) {
  const value = client.cookie('market-session');
  if (!value) throw new Error('Registering set no session cookie.');
  await context.addCookies([{ name: 'market-session', value, url, httpOnly: true }]);
}
