import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBuilt } from '../bin/build.ts';
import { openDatabase } from '../db/client.ts';
import { runMarket } from './support/server.ts';

/**
 * Refuses to test a server that is not of these sources, and has one market created, which those
 * of all tests begin as.
 */
export default async function setup() {
  if (!process.env.MARKET_SERVER && !isBuilt()) {
    throw new Error('The built server is not of these sources. Run: npm run build');
  }
  const folder = mkdtempSync(join(tmpdir(), 'market-stocked-'));
  const file = join(folder, 'market.db');
  await runMarket(['create'], `file:${file}`);
  const database = openDatabase({ url: `file:${file}` });
  await database.orm.run('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  process.env.MARKET_STOCKED = file;
  return () => rmSync(folder, { recursive: true, force: true });
}
