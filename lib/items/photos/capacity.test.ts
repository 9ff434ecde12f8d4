import { describe, expect, it } from 'vitest';
import { Capacity } from './capacity.ts';

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Takes a share, and notes the name when it has it. */
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
  it('is taken at once while there is enough of it', async () => {
    const capacity = new Capacity(10);
    expect(await capacity.take(6)).toBe(true);
    expect(await capacity.take(4)).toBe(true);
    expect(capacity.takeNow(1)).toBe(false);
    capacity.giveBack(4);
    expect(capacity.takeNow(4)).toBe(true);
  });

  it('goes to those who wait, the first one first, as soon as it is given back', async () => {
    const capacity = new Capacity(10);
    const { taken, take } = taker(capacity);
    await take('first', 10);
    for (const name of ['second', 'third', 'fourth']) take(name, 5);
    capacity.giveBack(10);
    expect(capacity.takeNow(1)).toBe(false);
    await settle();
    expect(taken).toEqual(['first', 'second', 'third']);
    capacity.giveBack(5);
    await settle();
    expect(taken).toContain('fourth');
  });

  it('goes to who needs little, while somebody waits for much', async () => {
    const capacity = new Capacity(10);
    const { taken, take } = taker(capacity);
    await take('half', 5);
    take('all', 10);
    await take('little', 1);
    take('some', 5);
    capacity.giveBack(5);
    await settle();
    expect(taken).toEqual(['half', 'little', 'some']);
    capacity.giveBack(6);
    await settle();
    expect(taken).toContain('all');
  });

  it('is not waited for longer than was said, and not taken afterwards', async () => {
    const capacity = new Capacity(10);
    const { taken, take } = taker(capacity);
    await take('first', 10);
    expect(await take('second', 5, 20)).toBe(false);
    capacity.giveBack(10);
    expect(capacity.takeNow(10)).toBe(true);
    expect(taken).toEqual(['first']);
  });
});
