import { availableParallelism } from 'node:os';
import { AppError } from '../../errors.ts';

type Waiting = { photos: number; start: () => void };

/**
 * Those who have photos drawn, one after another: a decoder may take a quarter of a gigabyte for a
 * picture, and all that it gets of the processors.
 */
export class DrawingQueue {
  readonly #size: number;
  readonly #most: number;
  readonly #waiting: Waiting[] = [];
  #drawing = 0;

  /**
   * @param size how many are drawn for at once
   * @param most how many photos may wait, besides
   */
  constructor(size: number, most: number) {
    this.#size = size;
    this.#most = most;
  }

  /**
   * Does the work when it is its turn.
   * @param photos how many it draws
   * @throws AppError PHOTOS_BUSY when there is no room for as many, at once
   */
  async run<T>(photos: number, work: () => Promise<T>): Promise<T> {
    if (this.#drawing >= this.#size) await this.#turn(photos);
    else this.#drawing += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place goes to the next one, so that nobody gets in between.
      if (next) next.start();
      else this.#drawing -= 1;
    }
  }

  #turn(photos: number): Promise<void> {
    const before = this.#waiting.reduce((sum, { photos }) => sum + photos, 0);
    if (before + photos > this.#most) throw new AppError('PHOTOS_BUSY');
    return new Promise((start) => this.#waiting.push({ photos, start }));
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
