import { expect, it } from 'vitest';
import { runElsewhere } from '../db/testing/elsewhere.ts';

/** A server without requests that has begun a job. @param took how long the job still takes, in ms */
const serverWithJob = (took: number) =>
  runElsewhere(
    `import { createServer } from 'node:http';
    import { setTimeout as pause } from 'node:timers/promises';
    import { stopOnSignals } from './bin/stop.ts';
    const server = createServer();
    stopOnSignals(server, {
      begun: async () => {
        await pause(${took});
        console.log('The job has ended.');
      },
      finish: async () => console.log('The database is closed.'),
    });
    server.listen(0, '127.0.0.1', () => console.log('Open.'));`,
    'file:none.db',
  );

it.each([
  ['waits for a job that is under way, and then closes the database', 500, ['The job has ended.']],
  ['waits no longer than 8 s for a job that does not end', 60_000, []],
])('a stop %s', async (_, took, told) => {
  const server = serverWithJob(took);
  await server.until('Open.');
  const begun = performance.now();
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(performance.now() - begun).toBeLessThan(14_000);
  expect(server.printed().trim().split('\n').slice(2)).toEqual([
    ...told,
    'The database is closed.',
    'Stopped.',
  ]);
});
