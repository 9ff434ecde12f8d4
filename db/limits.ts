/** The most credits in one transfer or price: far below 2^53, the limit of exact numbers. */
export const MOST_CREDITS = 1_000_000_000;
