import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

// Two widths, for a phone and a desktop, in both themes. The themes differ only in colours, so at
// each width one theme gets all checks (`whole`) and the other theme only the check of contrast.
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

// The global variable that AxeBuilder leaves in the page.
declare const axe: {
  run(context: Document, options: object): Promise<{ violations: Violations }>;
};

/**
 * Expects an accessible page at two widths and in both themes: axe finds no problem, every control
 * is at least 24 px high and wide, and the page is no wider than the window.
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
    for (const problem of await sizeProblems(page)) {
      found.push(`${page.url()} ${width} ${problem}`);
    }
  }
  expect(found).toEqual([]);
}

/**
 * Expects a contrast of 7 : 1 for all text when the reader prefers more contrast. Call
 * `expectAccessible` first, because it loads axe into the page.
 */
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

/**
 * Expects an outline around controls and boxes in forced colours, where their own colours are not
 * shown.
 */
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

/** Describes controls that are too small, and a page that is wider than the window. */
function sizeProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    // The area that reacts to a press: the element, its label, or the box that its `::after`
    // covers.
    function pressableArea(target: HTMLElement): Element {
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
        const { width, height } = pressableArea(target).getBoundingClientRect();
        if (Math.min(width, height) >= 24) return [];
        return [`has a target of ${width} × ${height} px: ${target.outerHTML.slice(0, 200)}`];
      });
    return [...wide, ...small];
  });
}
