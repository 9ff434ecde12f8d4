/** The beginning of a CSV file. Without it, some spreadsheets misread letters outside ASCII. */
export const BYTE_ORDER_MARK = '\uFEFF';

// Text that some spreadsheet takes for the beginning of a formula.
const FORMULA = /^\s*[=+\-@＝＋－＠\t\r]/u;

/**
 * One line of a CSV file in the format of RFC 4180. Text that a spreadsheet would run as a formula
 * gets an apostrophe before it. Numbers stay numbers, because members can't write them. Null gives
 * an empty cell.
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
