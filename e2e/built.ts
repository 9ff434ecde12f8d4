import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isBuilt } from '../bin/build.ts';
import { openDatabase } from '../db/client.ts';
import { runMarket } from './support/server.ts';

/**
 * Creates one market. The database of every test server starts as a copy of that market.
 * @throws when the built server was built from other sources
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
