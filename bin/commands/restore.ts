import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { claimForCommand, runningServer } from '@/db/claim';
import type { Database } from '@/db/client';
import { collectClosedConnections } from '@/db/closed-connections';
import { setDatabase } from '@/db/database';
import { fileOf } from '@/db/file-url';
import { openMigratedDatabase } from '@/db/migrate';
import { newestBeforeRestore, putInPlace } from '@/db/restore';
import { removeStaged, type Staged, sealStaged, stageCopy } from '@/db/staged';
import { type Difference, getLastTransferAt } from '@/lib/ledger/queries';
import { VERSION } from '@/lib/version';
import { type Call, type Command, Misuse, Refusal, type Report } from '../command.ts';
import { MARKET_COMMAND } from '../program.ts';
import { confirm } from '../terminal.ts';
import { auditReport } from './verify.ts';

async function run(call: Call): Promise<Report> {
  const target = fileOf(call.url);
  if (target === null) {
    throw new Refusal(
      'The database is on a libSQL server, which is no file to replace: restore its backup there.',
    );
  }
  refuseMisuse(call);
  const claim = await claimForCommand(call.url, VERSION);
  try {
    const source = sourceOf(call, target);
    const staged = await stageCopy(source, target);
    try {
      return await restoreStaged(staged, source, target, call);
    } finally {
      removeStaged(target);
    }
  } finally {
    claim.release();
  }
}

function refuseMisuse({ undo, operands: [backupFile] }: Call): void {
  if (undo && backupFile) throw new Misuse('Name a file, or say --undo, but not both.');
  if (!undo && !backupFile) {
    throw new Misuse(`Say what from: ${MARKET_COMMAND} restore <file>, or restore --undo`);
  }
}

function sourceOf({ undo, operands: [backupFile = ''] }: Call, target: string): string {
  if (undo) {
    const kept = newestBeforeRestore(target);
    if (!kept) throw new Refusal('There is no restore to take back: nothing was kept.');
    return kept;
  }
  const source = resolve(backupFile);
  if (!existsSync(source)) throw new Refusal(`There is no file ${source}.`);
  if (fileOf(`file:${source}`) === target) throw new Refusal(`${source} is the database itself.`);
  if (runningServer(`file:${source}`)) {
    throw new Refusal(`A server runs on ${source}: take a backup of it, and restore that.`);
  }
  return source;
}

async function restoreStaged(
  { file, found, damage }: Staged,
  source: string,
  target: string,
  { yes, undo }: Call,
): Promise<Report> {
  if (damage.length) throw damaged(source, damage);
  const database = await openMigratedDatabase({ url: `file:${file}` });
  let open: Database | null = database;
  try {
    setDatabase(database);
    const { data, lines } = await auditReport([]);
    const { differences } = data as { differences: Difference[] };
    if (differences.length) throw damaged(source, differences);
    const last = (await getLastTransferAt())?.toISOString() ?? 'never';
    const about = [`In ${source}:`, ...lines, `Credits last moved: ${last}.`];
    if (found.state === 'older') about.push(`It is brought up to date, to version ${VERSION}.`);
    if (!yes) console.error(about.join('\n'));
    if (!yes && !(await confirm('Put it in the place of the database? Type yes: '))) {
      return { data: { restored: false }, lines: ['Nothing has been changed.'], exitCode: 1 };
    }
    open = null;
    const mark = await sealStaged(file, database);
    const kept = await putInPlace(file, mark, target);
    if (undo) for (const end of ['', '-wal', '-mark']) rmSync(source + end, { force: true });
    const done = [`${target} is now what was in ${source}. Everybody has to log in again.`];
    if (kept) done.push(`What was there before is kept: ${kept}`);
    if (kept) done.push(`To take it back: ${MARKET_COMMAND} restore --undo`);
    return { data: { restored: true, kept }, lines: yes ? [...about, ...done] : done };
  } finally {
    open?.close();
    await collectClosedConnections(file);
  }
}

function damaged(source: string, findings: Difference[]): Refusal {
  const wrong = findings.map(({ rule, what }) => `WRONG: ${rule} But ${what}.`);
  return new Refusal([`${source} is spoiled, so nothing has been changed.`, ...wrong].join('\n'));
}

export const restore: Command = {
  operand: '<file>',
  help: 'Put a backup in the place of the database, which is kept. Asks first, unless --yes.',
  run,
};
