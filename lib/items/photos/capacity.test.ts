import { describe, expect, it } from 'vitest';
import { Capacity } from './capacity.ts';

const nextTick = () => new Promise((resolve) => setImmediate(resolve));

/** Takes shares, and records the names of the successful callers in order. */
function taker(capacity: Capacity) {
  const taken: string[] = [];
  const take = async (name: string, share: number, waitMs?: number) => {
    const has = await capacity.take(share, waitMs);
    if (has) taken.push(name);
    return has;
  };
  return { taken, take };
}

describe('a capacity', () => {
  it('gives a share immediately while enough is free', async () => {
    const capacity = new Capacity(10);
    expect(await capacity.take(6)).toBe(true);
    expect(await capacity.take(4)).toBe(true);
    expect(capacity.takeNow(1)).toBe(false);
    capacity.giveBack(4);
    expect(capacity.takeNow(4)).toBe(true);
  });

  it('gives a returned share to the longest waiting caller', async () => {
    const capacity = new Capacity(10);
    const { taken, take } = taker(capacity);
    await take('first', 10);
    for (const name of ['second', 'third', 'fourth']) take(name, 5);
    capacity.giveBack(10);
    expect(capacity.takeNow(1)).toBe(false);
    await nextTick();
    expect(taken).toEqual(['first', 'second', 'third']);
    capacity.giveBack(5);
    await nextTick();
    expect(taken).toContain('fourth');
  });

  it('lets a small share overtake a large share that is not free yet', async () => {
    const capacity = new Capacity(10);
    const { taken, take } = taker(capacity);
    await take('half', 5);
    take('all', 10);
    await take('little', 1);
    take('some', 5);
    capacity.giveBack(5);
    await nextTick();
    expect(taken).toEqual(['half', 'little', 'some']);
    capacity.giveBack(6);
    await nextTick();
    expect(taken).toContain('all');
  });

  it('stops waiting after the time limit, and takes no share later', async () => {
    const capacity = new Capacity(10);
    const { taken, take } = taker(capacity);
    await take('first', 10);
    expect(await take('second', 5, 20)).toBe(false);
    capacity.giveBack(10);
    expect(capacity.takeNow(10)).toBe(true);
    expect(taken).toEqual(['first']);
  });
});
