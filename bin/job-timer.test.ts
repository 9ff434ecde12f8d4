import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../lib/errors.ts';
import { startJobTimer } from './job-timer.ts';

const INTERVAL = 20;
let timer: ReturnType<typeof startJobTimer> | undefined;

afterEach(async () => {
  await timer?.stop();
  vi.restoreAllMocks();
});

describe('the timer of jobs', () => {
  it('begins a round at once, and one after each interval', async () => {
    let rounds = 0;
    timer = startJobTimer(async () => {
      rounds += 1;
    }, INTERVAL);
    expect(rounds).toBe(1);
    await vi.waitFor(() => expect(rounds).toBeGreaterThan(3));
  });

  it('begins no round while the last one is under way', async () => {
    let rounds = 0;
    let end = () => {};
    timer = startJobTimer(() => {
      rounds += 1;
      return new Promise<void>((done) => {
        end = done;
      });
    }, INTERVAL);
    await pause(5 * INTERVAL);
    expect(rounds).toBe(1);
    end();
    await vi.waitFor(() => expect(rounds).toBe(2));
    end();
  });

  it('stops when the round that is under way has ended, and begins no other', async () => {
    let rounds = 0;
    let ended = false;
    timer = startJobTimer(async () => {
      rounds += 1;
      await pause(5 * INTERVAL);
      ended = true;
    }, INTERVAL);
    await timer.stop();
    expect(ended).toBe(true);
    await pause(3 * INTERVAL);
    expect(rounds).toBe(1);
  });

  it('goes on after failed rounds, and logs the first of them alone', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
    let rounds = 0;
    const isAway = () => rounds < 4 || rounds === 6;
    timer = startJobTimer(async () => {
      rounds += 1;
      if (isAway()) throw new AppError('DATABASE_UNAVAILABLE');
    }, INTERVAL);
    await vi.waitFor(() => expect(rounds).toBeGreaterThan(6));
    expect(logged.mock.calls).toEqual(
      Array(2).fill([expect.stringMatching(/^market: no job can run now: The market’s database /)]),
    );
  });
});
