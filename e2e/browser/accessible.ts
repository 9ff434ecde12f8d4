import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

// On a phone and on a desk, in both themes. A theme is colours and nothing else: at each width the
// other one is tried for its contrast alone.
const LOOKS = [
  { width: 360, colorScheme: 'light', whole: true },
  { width: 360, colorScheme: 'dark', whole: false },
  { width: 1280, colorScheme: 'dark', whole: true },
  { width: 1280, colorScheme: 'light', whole: false },
] as const;

const OPTIONS = {
  resultTypes: ['violations' as const],
  rules: { 'target-size': { enabled: true } },
};

const CONTRAST = { ...OPTIONS, runOnly: ['color-contrast'] };

type Violations = Awaited<ReturnType<AxeBuilder['analyze']>>['violations'];

// What AxeBuilder has left in the page.
declare const axe: {
  run(context: Document, options: object): Promise<{ violations: Violations }>;
};

/**
 * Expects that nothing on the page stands in anybody's way, at two widths and in both themes: axe
 * finds nothing, nothing to press is under 24 px high or wide, nothing is wider than the window.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const found: string[] = [];
  for (const [index, { width, colorScheme, whole }] of LOOKS.entries()) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const violations =
      index === 0 ? await analyzed(page) : await analyzedAgain(page, whole ? OPTIONS : CONTRAST);
    for (const { id, nodes } of violations) {
      const where = nodes.map(({ html, failureSummary }) => `${html}\n  ${failureSummary}`);
      found.push(`${page.url()} ${colorScheme} ${width} ${id}: ${where.join('\n')}`);
    }
    if (!whole) continue;
    for (const misfit of await misfits(page)) found.push(`${page.url()} ${width} ${misfit}`);
  }
  expect(found).toEqual([]);
}

/** Expects 7 : 1 for all text, for those who ask for more contrast; after `expectAccessible`. */
export async function expectHighContrast(page: Page): Promise<void> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, contrast: 'more' });
    const violations = await analyzedAgain(page, {
      ...OPTIONS,
      runOnly: ['color-contrast-enhanced'],
    });
    for (const { nodes } of violations) {
      found.push(...nodes.map(({ failureSummary }) => `${page.url()} ${failureSummary}`));
    }
  }
  await page.emulateMedia({ contrast: 'no-preference' });
  expect(found).toEqual([]);
}

/** Expects that whatever is known by its colour has an outline where all colours are the system's. */
export async function expectOutlines(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' });
  const bare = await page.evaluate(() =>
    [...document.querySelectorAll('.button, .input, .tag, .sheet, .notice, .themes, .dialog')]
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor, clipPath } =
          getComputedStyle(element);
        const seen = Number.parseFloat(borderTopWidth) >= 1 && borderTopStyle !== 'none';
        return !seen || borderTopColor === backgroundColor || clipPath !== 'none';
      })
      .map((element) => element.outerHTML.slice(0, 200)),
  );
  await page.emulateMedia({ forcedColors: 'none' });
  expect(bare, page.url()).toEqual([]);
}

async function analyzed(page: Page): Promise<Violations> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options(OPTIONS).analyze();
  return violations;
}

function analyzedAgain(page: Page, options: object): Promise<Violations> {
  return page.evaluate(async (options) => (await axe.run(document, options)).violations, options);
}

/** What is too small to press, or sticks out of the window. */
function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // What answers to a press besides the element itself: its label, or all that it is laid over.
    function reachOf(target: HTMLElement): Element {
      const laidOver = getComputedStyle(target, '::after').position === 'absolute';
      return (laidOver ? target.offsetParent : target.closest('label')) ?? target;
    }

    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`is ${scrollWidth} px wide`] : [];
    const targets = document.querySelectorAll<HTMLElement>(
      'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]',
    );
    const small = [...targets]
      .filter((target) => target.checkVisibility())
      .flatMap((target) => {
        const { width, height } = reachOf(target).getBoundingClientRect();
        if (Math.min(width, height) >= 24) return [];
        return [`has a target of ${width} × ${height} px: ${target.outerHTML.slice(0, 200)}`];
      });
    return [...wide, ...small];
  });
}
