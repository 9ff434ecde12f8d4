import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { BcryptPool } from './pool.ts';

const task = { password: 'correct horse', cost: 6 };

describe('the bcrypt pool', () => {
  it('uses the same worker for jobs in sequence', async () => {
    const pool = new BcryptPool(1, 10);
    const hash = String(await pool.run(task));
    expect(hash).toMatch(/^\$2b\$06\$.{53}$/);
    expect(await pool.run({ password: 'correct horse', hash })).toBe(true);
    expect(await pool.run({ password: 'wrong horse', hash })).toBe(false);
  });

  it('refuses jobs immediately when the queue is full, and runs all others', async () => {
    const pool = new BcryptPool(2, 3);
    const outcomes = await Promise.allSettled(Array.from({ length: 9 }, () => pool.run(task)));
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason] : [],
    );
    expect(refused).toHaveLength(4);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'BUSY' });
  });

  it('does not block the event loop', async () => {
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

  it('ends idle workers, and starts new workers for new jobs', async () => {
    const pool = new BcryptPool(2, 10, 50);
    await Promise.all([pool.run(task), pool.run(task)]);
    expect(pool.workers).toBe(2);
    await expect.poll(() => pool.workers).toBe(0);
    expect(await pool.run(task)).toMatch(/^\$2b\$/);
    expect(pool.workers).toBe(1);
  });

  it('loses no job when a worker is about to end', async () => {
    const pool = new BcryptPool(1, 10, 5);
    for (let round = 0; round < 20; round += 1) {
      expect(await pool.run({ ...task, cost: 4 })).toMatch(/^\$2b\$/);
      await new Promise((resume) => setTimeout(resume, round % 10));
    }
  });

  it('continues after a worker has crashed', async () => {
    const pool = new BcryptPool(1, 10);
    await expect(pool.run({ password: 'x', hash: 'no hash' } as never)).resolves.toBe(false);
    await expect(pool.run({ password: null, cost: 6 } as never)).rejects.toThrow();
    expect(await pool.run(task)).toMatch(/^\$2b\$/);
  });

  it('does what waits when every worker has died, and takes more', async () => {
    const pool = new BcryptPool(2, 3);
    const lost = [1, 2].map(() =>
      expect(pool.run({ password: null, cost: 6 } as never)).rejects.toThrow('Illegal arguments'),
    );
    const waiting = [1, 2, 3].map(() => pool.run(task));
    await expect(pool.run(task)).rejects.toMatchObject({ code: 'BUSY' });
    await Promise.all(lost);
    for (const hash of await Promise.all(waiting)) expect(hash).toMatch(/^\$2b\$/);
    expect(await pool.run(task)).toMatch(/^\$2b\$/);
  });
});
