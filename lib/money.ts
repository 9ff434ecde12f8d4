const formatter = new Intl.NumberFormat('en');

/** Credits with digit grouping and no unit: 1234 becomes “1,234”. Whole numbers of any sign. */
export function formatCredits(credits: number): string {
  return formatter.format(credits);
}

/** Credits with their unit, as a sentence needs it: “1 credit”, “1,234 credits”. */
export function inCredits(credits: number): string {
  return `${formatCredits(credits)} ${credits === 1 ? 'credit' : 'credits'}`;
}
