import { findDamage } from '@/db/damage';
import { asAppError } from '@/lib/errors';
import { type Audit, auditLedger, type Difference } from '@/lib/ledger/queries';
import { CREDITS, formatCredits, inCredits } from '@/lib/money';
import type { Command, Report } from '../command.ts';
import { onDatabase } from './on-database.ts';

/**
 * Checks every money rule in the database that `database()` returns.
 * @param damage the damage of its file, which the report lists first
 * @throws AppError when the database can't be read and the file has no known damage
 */
export async function auditReport(damage: Difference[]): Promise<Report> {
  let audit: Audit;
  try {
    audit = await auditLedger();
  } catch (error) {
    if (!damage.length || asAppError(error)?.code !== 'DATABASE_UNAVAILABLE') throw error;
    const unchecked = 'The money rules can’t be checked in a file that is not whole.';
    const data = { differences: damage };
    return { data, lines: [...damage.map(lineOf), countOf(damage), unchecked], exitCode: 1 };
  }
  const { members, items: stock, transfers, budgets, market } = audit;
  const differences = [...damage, ...audit.differences];
  return {
    data: { ...audit, differences },
    exitCode: differences.length ? 1 : 0,
    lines: [
      `${members} members, ${stock} items, ${transfers} transfers.`,
      `Members have ${inCredits(budgets, CREDITS)}; the market’s account stands at ${formatCredits(market)}; the sum is ${formatCredits(budgets + market)}.`,
      ...differences.map(lineOf),
      differences.length ? countOf(differences) : 'Every money rule holds.',
    ],
  };
}

function lineOf({ rule, what }: Difference): string {
  return `WRONG: ${rule} But ${what}.`;
}

function countOf({ length }: Difference[]): string {
  return length === 1 ? '1 difference found.' : `${length} differences found.`;
}

export const verify: Command = {
  help: 'Check the file, and every money rule over it. Exit code 1 on any difference.',
  run: onDatabase(async (database, { url }) =>
    // A libSQL server checks its own files.
    auditReport(url.startsWith('file:') ? await findDamage(database) : []),
  ),
};
