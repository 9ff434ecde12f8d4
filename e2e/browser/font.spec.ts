import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { stock } from './steps.ts';

test.describe('the market’s typeface', { tag: '@js-on' }, () => {
  test('draws the letters of many languages, and loads more files only for such letters', async ({
    page,
    visit,
    database,
    member: _,
  }) => {
    const fonts: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'font') fonts.push(request.url());
    });
    const plain = await stock(database, 10, 'Grün, “blue” & crème – 5 €');
    await visit(`/items/${plain.id}`);
    // A page uses the font only when the font is already in the browser's cache.
    await page.reload();
    expect(new Set(fonts).size).toBe(1);
    expect(await facesOf(page)).toEqual([expect.stringMatching(/^Bricolage Grotesque/)]);

    const far = await stock(database, 10, 'Blåbær, Żółć, İğde, Phở');
    await visit(`/items/${far.id}`);
    await expect.poll(() => new Set(fonts).size).toBe(4);
    await expect(async () => {
      await page.reload();
      expect(await facesOf(page)).toEqual([expect.stringMatching(/^Bricolage Grotesque/)]);
    }).toPass();
  });
});

/** The names of the fonts that Chromium uses to draw the heading of the page. */
async function facesOf(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument');
  const { nodeId } = await devtools.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: 'h1',
  });
  const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
  await devtools.detach();
  return [...new Set(fonts.map(({ familyName }) => familyName))];
}
