type Waiting = { share: number; start: () => void };

/** What there is only so much of at once, such as memory. Who finds none of it left waits for others. */
export class Capacity {
  #free: number;
  readonly #waiting = new Set<Waiting>();

  /** @param size how much there is, in the unit in which shares are taken */
  constructor(size: number) {
    this.#free = size;
  }

  /** Takes a share if it is free. @returns whether it was */
  takeNow(share: number): boolean {
    if (share > this.#free) return false;
    this.#free -= share;
    return true;
  }

  /**
   * Takes a share, at once or when others give theirs back: those who have waited longest come first,
   * and who waits for much does not keep up who needs less.
   * @param waitMs how long to wait, in milliseconds; for ever when absent
   * @returns whether it was taken in that time
   */
  take(share: number, waitMs?: number): Promise<boolean> {
    if (this.takeNow(share)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const waiting = {
        share,
        start: () => {
          clearTimeout(timer);
          resolve(true);
        },
      };
      this.#waiting.add(waiting);
      const giveUp = () => {
        this.#waiting.delete(waiting);
        resolve(false);
      };
      const timer = waitMs === undefined ? undefined : setTimeout(giveUp, waitMs);
    });
  }

  /** Gives back a share that was taken. */
  giveBack(share: number): void {
    this.#free += share;
    for (const waiting of this.#waiting) {
      if (!this.takeNow(waiting.share)) continue;
      this.#waiting.delete(waiting);
      waiting.start();
    }
  }
}
