import { createInterface } from 'node:readline/promises';

/** Asks on the terminal; whatever is not a yes is a no, and so is nobody to answer. */
export async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await new Promise<string>((resolve) => {
    terminal.once('close', () => resolve(''));
    terminal.question(question).then(resolve, () => resolve(''));
  });
  terminal.close();
  return answer.trim().toLowerCase() === 'yes';
}

/** Rows under their titles, in columns. */
export function table(head: string[], rows: string[][]): string[] {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
