import { createServer } from 'node:http';
import { newMember } from '../../e2e/support/client.ts';
import { cpuTime, median, type Request, sendMany } from '../measure.ts';
import type { Row } from '../row.ts';

const WARM_UP = 1_500;
const ROUNDS = 5;
const REQUESTS = 400;

/** CPU time of a logged-in market page, compared with the cheapest answers of the same server. */
export const page: Row = {
  name: 'page',
  async measure(start, { peer }) {
    const server = await start();
    const member = await newMember(server.url);
    await member.get('/market');
    const cookie = `market-session=${member.cookie('market-session')}`;
    const subjects: Record<string, Request> = {
      market: { url: `${server.url}/market`, headers: { cookie } },
      empty: { url: `${server.url}/stars`, headers: { cookie } },
      login: { url: `${server.url}/login` },
      static: { url: `${server.url}/icon.svg` },
    };
    const cpu = await compare(server.pid, subjects);
    const bare = await bareHandler();
    const of = (name: string) => median(cpu[name] ?? []);
    const [market, login] = [of('market'), of('login')];
    const beside = `a page of a sentence ${inMs(of('empty'))}, static ${inMs(of('static'))}, node:http ${inMs(bare)}`;
    const figures = [
      {
        what: 'CPU of GET /market, logged in, 24 items',
        seen: inMs(market),
        beside,
        target: '≤ 3.5 ms on the current LTS',
        met: market <= 3.5,
      },
      {
        what: 'CPU of GET /login, anonymous',
        seen: inMs(login),
        beside,
        target: 'none',
        met: true,
      },
    ];
    if (!peer) return figures;
    const wide = { url: peer.url, headers: { cookie: peer.cookie } };
    const ours = await pagesPerSecond(subjects.market ?? wide);
    const theirs = await pagesPerSecond(wide);
    return [
      ...figures,
      {
        what: 'Pages a second, 4 at a time',
        seen: ours.toFixed(0),
        beside: `peer ${theirs.toFixed(0)}`,
        target: '≥ 2 × the peer',
        met: ours >= 2 * theirs,
      },
    ];
  },
};

// The rounds are interleaved, so that a busy minute of the machine affects every subject alike.
async function compare(pid: number, subjects: Record<string, Request>) {
  const rounds: Record<string, number[]> = {};
  for (const request of Object.values(subjects)) await sendMany(WARM_UP, 4, () => request);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, request] of Object.entries(subjects)) {
      const before = cpuTime(pid);
      const answers = await sendMany(REQUESTS, 4, () => request);
      const wrong = answers.find(({ status }) => status !== 200);
      if (wrong) throw new Error(`${request.url} answered ${wrong.status}.`);
      rounds[name] = [...(rounds[name] ?? []), (cpuTime(pid) - before) / REQUESTS];
    }
  }
  return rounds;
}

// The handler runs in this process, so the CPU time of sending counts too: the result is too high.
async function bareHandler(): Promise<number> {
  const server = createServer((_, response) => response.end('ok'));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  await sendMany(WARM_UP, 4, () => ({ url }));
  const before = cpuTime(process.pid);
  await sendMany(2_000, 4, () => ({ url }));
  const spent = (cpuTime(process.pid) - before) / 2_000;
  server.close();
  return spent;
}

async function pagesPerSecond(request: Request): Promise<number> {
  await sendMany(200, 4, () => request);
  const started = performance.now();
  await sendMany(400, 4, () => request);
  return 400_000 / (performance.now() - started);
}

function inMs(value: number): string {
  return `${value.toFixed(2)} ms`;
}
