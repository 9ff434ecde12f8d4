import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { backUp } from '@/db/backup';
import { openDatabase } from '@/db/client';
import { collectClosedConnections } from '@/db/closed-connections';
import { findDamage } from '@/db/damage';
import { setDatabase } from '@/db/database';
import { type Found, lookAtDatabase } from '@/db/existing';
import { type Call, type Command, Refusal, type Report } from '../command.ts';
import { MARKET_COMMAND } from '../program.ts';
import { auditReport } from './verify.ts';

async function run({ url, operands: [target] }: Call): Promise<Report> {
  if (!target) throw new Refusal(`Say where to: ${MARKET_COMMAND} backup <file>`);
  if (!url.startsWith('file:')) {
    throw new Refusal(
      'The database is on a libSQL server, which is no file to copy: take its backup there.',
    );
  }
  const { state } = await lookAtDatabase({ url });
  const file = resolve(target);
  try {
    await backUp(url, file);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'EEXIST') throw new Refusal(`${file} is there already, and is left as it is.`);
    if (code === 'ENOENT') throw new Refusal(`There is no folder for ${file}.`);
    throw error;
  }
  return reportOn(file, state);
}

async function reportOn(file: string, state: Found['state']): Promise<Report> {
  const copy = openDatabase({ url: `file:${file}`, mode: 'rw', plain: true });
  try {
    setDatabase(copy);
    const bytes = statSync(file).size;
    const written = `Copied the database to ${file}, ${Math.ceil(bytes / 1_000)} kB.`;
    const damage = await findDamage(copy);
    if (state === 'older' && !damage.length) {
      const unverified = 'It is of an earlier version, whose money rules can’t be checked here.';
      return { data: { file, bytes, verified: false }, lines: [written, unverified] };
    }
    const { data, lines, exitCode = 0 } = await auditReport(damage);
    return {
      data: { file, bytes, verified: true, ...(data as object) },
      lines: [written, 'What is in the copy:', ...lines],
      exitCode,
    };
  } finally {
    copy.close();
    await collectClosedConnections(file);
  }
}

export const backup: Command = {
  operand: '<file>',
  help: 'Copy the database into a new file, while the market runs, and verify the copy.',
  run,
};
