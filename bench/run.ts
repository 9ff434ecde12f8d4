import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { build, isBuilt } from '../bin/build.ts';
import { startServer, type TestServer } from '../e2e/support/server.ts';
import type { Figure, Row } from './row.ts';
import { growth } from './rows/growth.ts';
import { lighthouse } from './rows/lighthouse.ts';
import { loginStorm } from './rows/login-storm.ts';
import { page } from './rows/page.ts';
import { process as processRow } from './rows/process.ts';
import { purchases } from './rows/purchases.ts';
import { weight } from './rows/weight.ts';

const ROWS: Row[] = [page, growth, purchases, loginStorm, weight, processRow, lighthouse];
const RESULTS = '.cache/bench.json';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    peer: { type: 'string' },
    cookie: { type: 'string', default: '' },
    node: { type: 'string', default: process.execPath },
  },
});

async function measure(row: Row): Promise<Figure[]> {
  const servers: TestServer[] = [];
  try {
    return await row.measure(
      async (options) => {
        const server = await startServer({ ...options, node: values.node });
        servers.push(server);
        return server;
      },
      { peer: values.peer ? { url: values.peer, cookie: values.cookie } : null },
    );
  } finally {
    for (const server of servers) await server.stop();
  }
}

if (!isBuilt() && build() !== 0) process.exit(1);
const chosen = ROWS.filter(({ name }) => values.only.length === 0 || values.only.includes(name));
if (chosen.length === 0) {
  console.error(`There is no such row. Rows: ${ROWS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const figures: Figure[] = [];
for (const row of chosen) {
  for (const figure of await measure(row)) {
    figures.push(figure);
    const { what, seen, beside, target, met } = figure;
    console.log(
      `${met ? 'met   ' : 'MISSED'}  ${what}: ${seen}  (target ${target}${beside ? `; ${beside}` : ''})`,
    );
  }
}
mkdirSync('.cache', { recursive: true });
const machine = { cpu: cpus()[0]?.model, cores: availableParallelism(), node: values.node };
writeFileSync(RESULTS, JSON.stringify({ at: new Date().toISOString(), machine, figures }, null, 2));
console.log(`Written to ${RESULTS}.`);
process.exit(figures.every(({ met }) => met) ? 0 : 1);
