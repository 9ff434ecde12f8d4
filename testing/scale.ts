import { randomInt } from 'node:crypto';

/** How much of the long form is wanted: 1 is all of it, 0.1 a tenth of the rounds, 0 the short form. */
const share = Number(process.env.MARKET_LONG || 0);

/** Whether the tests that have two forms run in the long one, as `npm run test:long` has them. */
export const LONG = share > 0;

/** How many rounds a test of two forms makes. */
export function scaled(short: number, long: number): number {
  return LONG ? Math.max(short, Math.ceil(long * share)) : short;
}

/** For a test that takes its time in the long form, and does not do much in the short one. */
export const PATIENT = { timeout: scaled(180_000, 3_600_000) };

/** What random choices start from. The one that is printed, set as MARKET_SEED, repeats them. */
export const seed = Number(process.env.MARKET_SEED || randomInt(2 ** 31));
process.stdout.write(`MARKET_SEED=${seed}\n`);
