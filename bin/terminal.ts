import { createInterface } from 'node:readline/promises';

/**
 * Asks a question on the terminal. Only “yes” counts as yes; without a terminal, the answer is no.
 */
export async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await new Promise<string>((resolve) => {
    terminal.once('close', () => resolve(''));
    terminal.question(question).then(resolve, () => resolve(''));
  });
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}

/** Formats rows as lines of a table, below a line of titles. */
export function table(titles: string[], rows: string[][]): string[] {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [titles, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
