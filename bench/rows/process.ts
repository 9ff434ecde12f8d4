import { newMember } from '../../e2e/support/client.ts';
import { residentMemory, sendMany } from '../measure.ts';
import type { Row } from '../row.ts';

/** The time from the start of a built server to its first page, and its memory after many pages. */
export const process: Row = {
  name: 'process',
  async measure(start) {
    const server = await start();
    const member = await newMember(server.url);
    const cookie = `market-session=${member.cookie('market-session')}`;
    const request = { url: `${server.url}/market`, headers: { cookie } };
    await sendMany(5_000, 4, () => request);
    const half = residentMemory(server.pid);
    await sendMany(5_000, 4, () => request);
    const memory = residentMemory(server.pid);

    await server.kill();
    const started = performance.now();
    await server.restart();
    await (await fetch(`${server.url}/login`)).text();
    const seconds = (performance.now() - started) / 1_000;
    return [
      {
        what: 'Start of the built server to its first page',
        seen: `${seconds.toFixed(2)} s`,
        target: '≤ 1.5 s',
        met: seconds <= 1.5,
      },
      {
        what: 'Resident memory after 10,000 pages',
        seen: `${memory.toFixed(0)} MiB`,
        beside: `${half.toFixed(0)} MiB after 5,000`,
        target: '≤ 400 MiB, not growing',
        met: memory <= 400 && memory <= half * 1.1,
      },
    ];
  },
};
