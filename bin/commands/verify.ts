import { auditLedger } from '@/lib/ledger/queries';
import { CREDITS, formatCredits, inCredits } from '@/lib/money';
import type { Command, Report } from '../command.ts';
import { onDatabase } from './on-database.ts';

/** Checks every money rule of the database that `setDatabase` named last. */
export async function auditReport(): Promise<Report> {
  const audit = await auditLedger();
  const { members, items: stock, transfers, budgets, market, differences } = audit;
  return {
    data: audit,
    exitCode: differences.length ? 1 : 0,
    lines: [
      `${members} members, ${stock} items, ${transfers} transfers.`,
      `Members have ${inCredits(budgets, CREDITS)}; the market’s account stands at ${formatCredits(market)}; the sum is ${formatCredits(budgets + market)}.`,
      ...differences.map(({ rule, what }) => `WRONG: ${rule} But ${what}.`),
      differences.length ? `${differences.length} differences found.` : 'Every money rule holds.',
    ],
  };
}

export const verify: Command = {
  help: 'Check every money rule over the whole database. Exit code 1 on any difference.',
  run: onDatabase(auditReport),
};
