import { availableParallelism } from 'node:os';
import { AppError } from '../../errors.ts';
import { Capacity } from './capacity.ts';

/**
 * Those who have photos drawn, one after another: a decoder may take a quarter of a gigabyte for a
 * picture, and all that it gets of the processors.
 */
export class DrawingQueue {
  readonly #places: Capacity;
  readonly #most: number;
  #waiting = 0;

  /**
   * @param size how many are drawn for at once
   * @param most how many photos may wait, besides
   */
  constructor(size: number, most: number) {
    this.#places = new Capacity(size);
    this.#most = most;
  }

  /**
   * Does the work when it is its turn.
   * @param photos how many it draws
   * @throws AppError PHOTOS_BUSY when there is no room for as many, at once
   */
  async run<T>(photos: number, work: () => Promise<T>): Promise<T> {
    if (!this.#places.takeNow(1)) await this.#turn(photos);
    try {
      return await work();
    } finally {
      this.#places.giveBack(1);
    }
  }

  async #turn(photos: number): Promise<void> {
    if (this.#waiting + photos > this.#most) throw new AppError('PHOTOS_BUSY');
    this.#waiting += photos;
    await this.#places.take(1);
    this.#waiting -= photos;
  }
}

// One for the whole process, however many bundles hold this module.
const shared = globalThis as { marketDrawingQueue?: DrawingQueue };

/** The process's queue: half of the cores at most, and no more than waits for some 20 seconds. */
export function drawingQueue(): DrawingQueue {
  const size = Math.max(1, Math.min(2, Math.floor(availableParallelism() / 2)));
  shared.marketDrawingQueue ??= new DrawingQueue(size, size * 40);
  return shared.marketDrawingQueue;
}
