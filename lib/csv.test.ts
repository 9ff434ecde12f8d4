import { describe, expect, it } from 'vitest';
import { csvLine } from './csv.ts';

describe('a line of CSV', () => {
  it.each([
    [['plain', 12, -3, null, ''], 'plain,12,-3,,'],
    [['a, b', 'say "hi"', 'two\nlines'], '"a, b","say ""hi""","two\nlines"'],
    [['Ünïcode 🪴'], 'Ünïcode 🪴'],
  ])('has %j', (cells, line) => {
    expect(csvLine(cells)).toBe(`${line}\r\n`);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '=HYPERLINK("x","y")'])(
    'lets no spreadsheet run %j',
    (text) => {
      expect(csvLine([text])).toMatch(/^"?'/);
    },
  );
});
