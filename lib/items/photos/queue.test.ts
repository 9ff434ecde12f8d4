import { describe, expect, it } from 'vitest';
import { PhotoQueue } from './queue.ts';

/** Jobs that end when the test ends them. */
function work() {
  let finish = () => {};
  let begun = false;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return {
    run: async () => {
      begun = true;
      await done;
      return 'drawn';
    },
    finish: () => finish(),
    hasBegun: () => begun,
  };
}

const nextTick = () => new Promise((resolve) => setImmediate(resolve));

describe('the photo queue', () => {
  it('runs as many jobs at once as it has slots, then the others in order', async () => {
    const queue = new PhotoQueue(2, 10);
    const all = [work(), work(), work(), work()];
    const answers = all.map(({ run }) => queue.run(1, run));
    await nextTick();
    expect(all.map(({ hasBegun }) => hasBegun())).toEqual([true, true, false, false]);
    all[1]?.finish();
    await nextTick();
    expect(all.map(({ hasBegun }) => hasBegun())).toEqual([true, true, true, false]);
    for (const { finish } of all) finish();
    expect(await Promise.all(answers)).toEqual(Array(4).fill('drawn'));
  });

  it('refuses a job immediately when too many photos wait', async () => {
    const queue = new PhotoQueue(1, 5);
    const first = work();
    const drawn = [queue.run(4, first.run), queue.run(3, async () => 'drawn')];
    await expect(queue.run(3, async () => 'drawn')).rejects.toMatchObject({ code: 'PHOTOS_BUSY' });
    drawn.push(queue.run(2, async () => 'drawn'));
    first.finish();
    expect(await Promise.all(drawn)).toEqual(Array(3).fill('drawn'));
  });

  it('continues after a failed job', async () => {
    const queue = new PhotoQueue(1, 5);
    const failed = queue.run(1, () => Promise.reject(new Error('no')));
    const next = queue.run(1, async () => 'drawn');
    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('drawn');
    expect(await queue.run(1, async () => 'drawn')).toBe('drawn');
  });
});
