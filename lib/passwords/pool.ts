import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';

type Job = {
  task: { password: string; hash: string } | { password: string; cost: number };
  resolve: (answer: string | boolean) => void;
  reject: (error: unknown) => void;
};

/**
 * Worker threads that run bcrypt, which would stop the event loop for a third of a second a time.
 * They start when first needed, and keep no process alive.
 */
export class BcryptPool {
  readonly #size: number;
  readonly #queueLimit: number;
  readonly #idle: Worker[] = [];
  readonly #queue: Job[] = [];
  #started = 0;

  /** @param queueLimit how many jobs may wait, beyond those being worked on */
  constructor(size: number, queueLimit: number) {
    this.#size = size;
    this.#queueLimit = queueLimit;
  }

  /** @throws AppError BUSY when the queue is full, at once */
  run(task: Job['task']): Promise<string | boolean> {
    return new Promise((resolve, reject) => {
      const worker = this.#idle.pop() ?? this.#start();
      if (worker) this.#work(worker, { task, resolve, reject });
      else if (this.#queue.length < this.#queueLimit) this.#queue.push({ task, resolve, reject });
      else reject(new AppError('BUSY'));
    });
  }

  #start(): Worker | null {
    if (this.#started >= this.#size) return null;
    this.#started += 1;
    const worker = new Worker(new URL('./bcrypt-worker.mjs', import.meta.url));
    worker.unref();
    return worker;
  }

  #work(worker: Worker, job: Job) {
    const finish = (settle: () => void, survivor: Worker | null) => {
      worker.removeAllListeners();
      worker.unref();
      settle();
      if (!survivor) this.#started -= 1;
      const next = this.#queue.shift();
      const free = survivor ?? (next && this.#start());
      if (free && next) this.#work(free, next);
      else if (free) this.#idle.push(free);
    };
    worker.ref();
    worker.once('message', (answer) => finish(() => job.resolve(answer), worker));
    worker.once('error', (error) => finish(() => job.reject(error), null));
    worker.once('exit', () => finish(() => job.reject(new AppError('BUSY')), null));
    worker.postMessage(job.task);
  }
}

// One pool for the whole process, however many bundles hold this module.
const shared = globalThis as { marketBcryptPool?: BcryptPool };

/** The process's pool: a thread per core up to four, and a queue that empties in some 15 seconds. */
export function bcryptPool(): BcryptPool {
  const size = Math.min(4, availableParallelism());
  shared.marketBcryptPool ??= new BcryptPool(size, size * 40);
  return shared.marketBcryptPool;
}
