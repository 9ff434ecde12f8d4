import { availableParallelism } from 'node:os';
import { AppError } from '../../errors.ts';
import { Capacity } from './capacity.ts';

/**
 * Limits how many forms convert photos at the same time. A decoder may need 250 MB for a photo, and
 * uses all the processor time it can get.
 */
export class PhotoQueue {
  readonly #slots: Capacity;
  readonly #queueLimit: number;
  #waiting = 0;

  /**
   * @param size how many jobs run at the same time
   * @param queueLimit how many photos may wait, in addition
   */
  constructor(size: number, queueLimit: number) {
    this.#slots = new Capacity(size);
    this.#queueLimit = queueLimit;
  }

  /**
   * Runs a job when a slot is free.
   * @param photos how many photos the job converts
   * @throws AppError PHOTOS_BUSY immediately, when too many photos wait already
   */
  async run<T>(photos: number, work: () => Promise<T>): Promise<T> {
    if (!this.#slots.takeNow(1)) await this.#waitForSlot(photos);
    try {
      return await work();
    } finally {
      this.#slots.giveBack(1);
    }
  }

  async #waitForSlot(photos: number): Promise<void> {
    if (this.#waiting + photos > this.#queueLimit) throw new AppError('PHOTOS_BUSY');
    this.#waiting += photos;
    await this.#slots.take(1);
    this.#waiting -= photos;
  }
}

// Several bundles hold this module, so `globalThis` keeps a single queue for the process.
const shared = globalThis as { marketPhotoQueue?: PhotoQueue };

/** The queue of the process: one or two slots by processor cores. The longest wait is about 20 s. */
export function photoQueue(): PhotoQueue {
  const size = Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)));
  shared.marketPhotoQueue ??= new PhotoQueue(size, size * 40);
  return shared.marketPhotoQueue;
}
