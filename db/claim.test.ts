import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimDatabase, claimForCommand, runningServer } from './claim.ts';
import { runElsewhere } from './testing/elsewhere.ts';

let folder: string;
let file: string;
let url: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'market-claim-'));
  file = join(folder, 'market.db');
  url = `file:${file}`;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const us = { address: 'http://127.0.0.1:3000', version: '0.2.0' };

const SERVER = `
  import { claimDatabase } from './db/claim.ts';
  try {
    claimDatabase(process.env.DATABASE_URL, { address: 'http://127.0.0.1:4000', version: '9.9.9' });
    console.log('claimed');
    setInterval(() => {}, 1000);
  } catch (error) {
    console.log('refused', error.code, JSON.stringify(error.details));
  }
`;

describe('a claim', () => {
  it('is refused while another process has it, with pid, address and version', async () => {
    expect(runningServer(url)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
    const server = runElsewhere(SERVER, url);
    await server.until('claimed');
    const theirs = { pid: server.child.pid, address: 'http://127.0.0.1:4000', version: '9.9.9' };
    expect(runningServer(url)).toEqual(theirs);
    expect(() => claimDatabase(url, us)).toThrow(
      expect.objectContaining({ code: 'DATABASE_IN_USE', details: { file, ...theirs } }),
    );
    await expect(claimForCommand(url, '0.2.0')).rejects.toMatchObject({ code: 'DATABASE_IN_USE' });
    expect(statSync(`${file}-server`).mode & 0o077).toBe(0);

    await server.kill();
    expect(runningServer(url)).toBeNull();
    claimDatabase(url, us).release();
  });

  it('of this process is refused to others until it is released', async () => {
    const claim = claimDatabase(url, us);
    expect(runningServer(url)).toEqual({ pid: process.pid, ...us });
    const refused = runElsewhere(SERVER, url);
    await refused.ended;
    expect(refused.printed()).toContain(`refused DATABASE_IN_USE`);
    expect(refused.printed()).toContain(`"pid":${process.pid}`);
    claim.release();
    expect(runningServer(url)).toBeNull();
  });

  it('goes to only one of three servers that start at once', async () => {
    const all = [SERVER, SERVER, SERVER].map((script) => runElsewhere(script, url));
    await Promise.all(all.map((one) => Promise.race([one.until('claimed'), one.until('refused')])));
    const winners = all.filter((one) => one.printed().includes('claimed'));
    expect(winners).toHaveLength(1);
    for (const one of all) {
      if (one !== winners[0]) expect(one.printed()).toContain(`"pid":${winners[0]?.child.pid}`);
    }
    await winners[0]?.kill();
  });

  it('makes a command wait while another command has it', async () => {
    const first = await claimForCommand(url, '0.2.0');
    setTimeout(() => first.release(), 200);
    const second = await claimForCommand(url, '0.2.0');
    second.release();
  });

  it('does nothing for a libSQL server', () => {
    claimDatabase('libsql://127.0.0.1:9', us).release();
    expect(runningServer('http://127.0.0.1:9')).toBeNull();
  });
});
