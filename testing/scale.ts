import { randomInt } from 'node:crypto';

/** The share of the long form: 1 = all rounds, 0.1 = a tenth of them, 0 = the short form. */
const share = Number(process.env.MARKET_LONG || 0);

/** Whether tests of two sizes run in the long form, as in `npm run test:long`. */
export const LONG = share > 0;

/** The number of rounds of a test with two sizes. @param short, long the rounds of each form */
export function scaled(short: number, long: number): number {
  return LONG ? Math.max(short, Math.ceil(long * share)) : short;
}

/** Options for a slow test: a timeout of 3 minutes in the short form, an hour in the long form. */
export const PATIENT = { timeout: scaled(180_000, 3_600_000) };

/** The seed of random choices. Set MARKET_SEED to the printed seed to repeat the same choices. */
export const seed = Number(process.env.MARKET_SEED || randomInt(2 ** 31));
process.stdout.write(`MARKET_SEED=${seed}\n`);
