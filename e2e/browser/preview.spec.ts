import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { expect, test } from './fixtures.ts';
import { stock } from './steps.ts';

// Chats and search engines read these previews. They run no scripts.
test.describe('the preview of a link', { tag: '@js-on' }, () => {
  test('shows an item of the market with its picture', async ({ page, database, site }) => {
    const item = await stock(database, 250);
    const shared = await page.request.get(`/items/${item.id}`);
    expect(new URL(shared.url()).pathname).toBe('/login');
    const meta = metaOf(await shared.text());
    expect(meta).toMatchObject({
      'og:title': `${item.name}: 250 credits`,
      'og:description': 'For sale in the market. Log in to buy it.',
      'og:site_name': 'Market',
      'og:image': `${site.url}/items/${item.id}/picture`,
      'og:image:alt': item.name,
      'twitter:card': 'summary_large_image',
    });

    const picture = await page.request.get(meta['og:image'] ?? '');
    expect(picture.status()).toBe(200);
    expect(picture.headers()).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=86400',
    });
    await expectPoster(await picture.body());
  });

  test('shows no item when a member owns the item, or when there is no such item', async ({
    page,
    database,
    member,
  }) => {
    const item = await stock(database, 250);
    await member.client.post('/market', { purchase_item: String(item.id) });
    await page.context().clearCookies();
    for (const id of [item.id, 999_999, 'x', '1e3', '-1']) {
      const answer = await page.request.get(`/items/${id}`);
      expect(metaOf(await answer.text())['og:title'], String(id)).not.toContain(item.name);
      expect((await page.request.get(`/items/${id}/picture`)).status(), String(id)).toBe(404);
    }
    await database.write([sql`update items set asking_price = 5 where id = ${item.id}`]);
    expect((await page.request.get(`/items/${item.id}/picture`)).status()).toBe(404);
  });

  test('shows the market on other pages', async ({ page, site }) => {
    for (const path of ['/', '/register']) {
      const meta = metaOf(await (await page.request.get(path)).text());
      expect(meta, path).toMatchObject({ 'og:site_name': 'Market', 'og:type': 'website' });
      expect(meta.description, path).toContain('A market of your own');
      expect(meta['og:image'], path).toContain(`${site.url}/opengraph-image.png`);
      await expectPoster(await (await page.request.get(meta['og:image'] ?? '')).body());
    }
  });
});

/** The names and contents of a page's `<meta>` elements. */
function metaOf(html: string): Record<string, string> {
  const tags = html.matchAll(/<meta (?:name|property)="([^"]+)" content="([^"]*)"/g);
  return Object.fromEntries([...tags].map(([, name, content]) => [name, content]));
}

/** Expects a PNG of 1200 by 630 pixels with more than one colour. */
async function expectPoster(png: Buffer): Promise<void> {
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  const { channels } = await sharp(png).stats();
  expect(Math.max(...channels.map(({ stdev }) => stdev))).toBeGreaterThan(20);
}
