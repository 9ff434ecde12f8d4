import type { TestServer } from '../support/server.ts';
import { expect, testOnOwnMarket as test } from './fixtures.ts';

test.beforeEach(({ expectComplaint }) => {
  // The page keeps requesting changes, but the server has ended.
  expectComplaint(/^console: Failed to load resource: net::ERR_/);
  expectComplaint(/^failed: .*\/api\/events/);
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  test(`the market ends on ${signal} while a browser has a page open`, async ({
    visit,
    member,
    site,
  }) => {
    expect(member.id).toBeGreaterThan(0);
    await visit('/market');
    const started = performance.now();
    expect(await endBy(signal, site)).toEqual({ code: 0, signal: null });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
}

function endBy(signal: NodeJS.Signals, site: TestServer): ReturnType<TestServer['ended']> {
  process.kill(site.pid, signal);
  return site.ended();
}
