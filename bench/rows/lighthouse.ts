import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findChromium } from '../../e2e/browser.ts';
import { newMember } from '../../e2e/support/client.ts';
import { sessionCookieName } from '../../lib/web/session/cookie.ts';
import { median } from '../measure.ts';
import type { Figure, Row } from '../row.ts';

/** These pages are measured `RUNS` times each, as on a phone. */
const PATHS = ['/', '/login', '/market', '/items/3'];
const RUNS = 5;

/** Lighthouse is not a dependency of the market: npm downloads it for this row. */
const PACKAGE = 'lighthouse@12.8.2';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;

const CHROMIUM =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

type Report = {
  categories: Record<string, { score: number }>;
  audits: Record<string, { score: number | null; numericValue?: number; scoreDisplayMode: string }>;
};

/** Lighthouse's figures of the main pages: scores up to 100, layout shift, blocking time. */
export const lighthouse: Row = {
  name: 'lighthouse',
  async measure(start) {
    const server = await start();
    const member = await newMember(server.url);
    const name = sessionCookieName(false);
    const figures: Figure[] = [];
    for (const path of PATHS) {
      const cookie = path === '/login' ? '' : `${name}=${member.cookie(name)}`;
      const reports: Report[] = [];
      for (let run = 0; run < RUNS; run += 1) {
        reports.push(await auditWithRetries(`${server.url}${path}`, cookie));
      }
      figures.push(figureOf(path, reports));
    }
    return figures;
  },
};

// Lighthouse fails now and then, and then asks to be run again.
async function auditWithRetries(url: string, cookie: string, attempts = 4): Promise<Report> {
  try {
    return await audit(url, cookie);
  } catch (error) {
    const again = error instanceof Error && error.message.includes('Please run Lighthouse again');
    if (!again || attempts === 1) throw error;
    return auditWithRetries(url, cookie, attempts - 1);
  }
}

async function audit(url: string, cookie: string): Promise<Report> {
  const { stdout } = await promisify(execFile)(
    'npx',
    [
      '--yes',
      PACKAGE,
      url,
      '--quiet',
      '--output=json',
      `--only-categories=${CATEGORIES}`,
      `--extra-headers=${JSON.stringify(cookie ? { cookie } : {})}`,
      `--chrome-flags=${CHROMIUM}`,
    ],
    { env: { ...process.env, CHROME_PATH: findChromium() }, maxBuffer: 2 ** 26, timeout: 180_000 },
  );
  return JSON.parse(stdout);
}

function figureOf(path: string, reports: Report[]): Figure {
  const of = (value: (report: Report) => number | undefined) =>
    median(reports.map((report) => value(report) ?? Number.NaN));
  const scores = CATEGORIES.map((name) => of(({ categories }) => categories[name]?.score) * 100);
  const shift = of(({ audits }) => audits['cumulative-layout-shift']?.numericValue);
  const blocked = of(({ audits }) => audits['total-blocking-time']?.numericValue);
  const lost = new Set(
    reports.flatMap(({ audits }) =>
      Object.entries(audits)
        .filter(([, { score, scoreDisplayMode }]) => scoreDisplayMode === 'binary' && score === 0)
        .map(([name]) => name),
    ),
  );
  const [performance = 0, ...others] = scores;
  return {
    what: `Lighthouse, mobile, ${path}`,
    seen: `${scores.map((score) => score.toFixed()).join('/')}, shift ${shift.toFixed(3)}, blocked ${blocked.toFixed()} ms`,
    beside: lost.size > 0 ? `not passed: ${[...lost].join(', ')}` : undefined,
    target: '≥ 98/100/100/100, shift 0, blocked 0 ms',
    met:
      performance >= 98 && others.every((score) => score === 100) && shift === 0 && blocked === 0,
  };
}
