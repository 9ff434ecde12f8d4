type Waiting = { share: number; start: () => void };

/** Shares out a limited resource, such as memory. A caller waits when too little is free. */
export class Capacity {
  #free: number;
  readonly #waiting = new Set<Waiting>();

  /** @param size the whole amount, in the same unit as the shares */
  constructor(size: number) {
    this.#free = size;
  }

  /** Takes a share if enough is free. @returns whether the share was taken */
  takeNow(share: number): boolean {
    if (share > this.#free) return false;
    this.#free -= share;
    return true;
  }

  /**
   * Takes a share, and waits until enough is free. The longest waiting caller comes first. A caller
   * that needs less may overtake a caller whose share is not free yet.
   * @param waitMs the longest wait, in milliseconds; absent = no limit
   * @returns whether the share was taken in that time
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

  /** Gives back a share, and starts the waiting callers whose shares are free now. */
  giveBack(share: number): void {
    this.#free += share;
    for (const waiting of this.#waiting) {
      if (!this.takeNow(waiting.share)) continue;
      this.#waiting.delete(waiting);
      waiting.start();
    }
  }
}
