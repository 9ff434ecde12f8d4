/** Whether the tests run in their long form: with the figures that the project promises. */
export const LONG = process.env.MARKET_LONG === '1';

/** What all chance in a test file comes from; MARKET_SEED repeats a run. */
export const SEED = Number(process.env.MARKET_SEED || Math.floor(Math.random() * 2 ** 31));

/** How often to do it: enough to notice a mistake, or as often as promised. */
export function times(short: number, long: number): number {
  return LONG ? long : short;
}

/** Options of a test that takes its time in the long form. */
export const PATIENT = { timeout: LONG ? 3_600_000 : 180_000 };
