/** The largest number of credits one movement, price or budget may hold; well inside 2^53. */
export const MOST_CREDITS = 1_000_000_000;
