import { newMember } from '../../e2e/support/client.ts';
import { quantile, send, sendMany } from '../measure.ts';
import type { Row } from '../row.ts';

const SECONDS = 10;
const LOGINS_PER_SECOND = 5;

/** The time of a page while many members log in: to check a password takes much CPU. */
export const loginStorm: Row = {
  name: 'login-storm',
  async measure(start) {
    const server = await start();
    const member = await newMember(server.url);
    const cookie = `market-session=${member.cookie('market-session')}`;
    const page = { url: `${server.url}/market`, headers: { cookie } };
    await sendMany(1_500, 4, () => page);

    const watch = async () => {
      const times: number[] = [];
      const end = performance.now() + SECONDS * 1_000;
      while (performance.now() < end) {
        times.push((await send(page)).milliseconds);
        await new Promise((resume) => setTimeout(resume, 20));
      }
      return quantile(times, 0.99);
    };
    const idle = await watch();
    let storm = 0;
    const logins = setInterval(() => {
      storm += 1;
      void send({
        url: `${server.url}/login`,
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `username=storm${storm}&password=correct+horse`,
      });
    }, 1_000 / LOGINS_PER_SECOND);
    const busy = await watch();
    clearInterval(logins);
    return [
      {
        what: `p99 of /market during ${LOGINS_PER_SECOND} logins a second`,
        seen: `${busy.toFixed(1)} ms`,
        beside: `idle ${idle.toFixed(1)} ms`,
        target: '≤ 2 × idle',
        met: busy <= 2 * idle,
      },
    ];
  },
};
