/** What has a spreadsheet show letters that are not ASCII. */
export const BYTE_ORDER_MARK = '\uFEFF';

// What spreadsheets take for the beginning of a formula, wherever it came from.
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/u;

/**
 * One line of a CSV file as RFC 4180 has it. Text that a spreadsheet would run as a formula gets an
 * apostrophe before it; numbers are ours, and stay numbers.
 */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
