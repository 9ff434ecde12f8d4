import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { BcryptPool } from './pool.ts';

const task = { password: 'correct horse', cost: 6 };

describe('the bcrypt pool', () => {
  it('does one job after another with the same worker', async () => {
    const pool = new BcryptPool(1, 10);
    const hash = String(await pool.run(task));
    expect(hash).toMatch(/^\$2b\$06\$.{53}$/);
    expect(await pool.run({ password: 'correct horse', hash })).toBe(true);
    expect(await pool.run({ password: 'wrong horse', hash })).toBe(false);
  });

  it('refuses at once what its queue has no room for, and does all the rest', async () => {
    const pool = new BcryptPool(2, 3);
    const outcomes = await Promise.allSettled(Array.from({ length: 9 }, () => pool.run(task)));
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    expect(refused).toHaveLength(4);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'BUSY' });
  });

  it('leaves the event loop free while it works', async () => {
    const pool = new BcryptPool(1, 10);
    await pool.run(task);
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    const started = performance.now();
    await pool.run({ password: 'correct horse', cost: 12 });
    const took = performance.now() - started;
    clearInterval(timer);
    expect(longest).toBeLessThan(took / 2);
  });

  it('lets workers go that nothing is left for, and has others when there is', async () => {
    const pool = new BcryptPool(2, 10, 50);
    await Promise.all([pool.run(task), pool.run(task)]);
    expect(pool.workers).toBe(2);
    await expect.poll(() => pool.workers).toBe(0);
    expect(await pool.run(task)).toMatch(/^\$2b\$/);
    expect(pool.workers).toBe(1);
  });

  it('loses no job to a worker that is about to go', async () => {
    const pool = new BcryptPool(1, 10, 5);
    for (let round = 0; round < 20; round += 1) {
      expect(await pool.run({ ...task, cost: 4 })).toMatch(/^\$2b\$/);
      await new Promise((resume) => setTimeout(resume, round % 10));
    }
  });

  it('goes on after a worker has died', async () => {
    const pool = new BcryptPool(1, 10);
    await expect(pool.run({ password: 'x', hash: 'no hash' } as never)).resolves.toBe(false);
    await expect(pool.run({ password: null, cost: 6 } as never)).rejects.toThrow();
    expect(await pool.run(task)).toMatch(/^\$2b\$/);
  });

  it('does what waits when every worker has died, and takes more', async () => {
    const pool = new BcryptPool(2, 3);
    const lost = [1, 2].map(() => pool.run({ password: null, cost: 6 } as never));
    const waiting = [1, 2, 3].map(() => pool.run(task));
    await expect(pool.run(task)).rejects.toMatchObject({ code: 'BUSY' });
    for (const job of lost) await expect(job).rejects.toThrow();
    for (const hash of await Promise.all(waiting)) expect(hash).toMatch(/^\$2b\$/);
    expect(await pool.run(task)).toMatch(/^\$2b\$/);
  });
});
