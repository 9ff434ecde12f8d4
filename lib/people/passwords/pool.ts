import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.ts';

type Job = {
  task: { password: string; hash: string } | { password: string; cost: number };
  resolve: (answer: string | boolean) => void;
  reject: (error: unknown) => void;
};

/** How long a worker waits for another job, in milliseconds: each takes some 20 MB. */
const IDLE_WORKER_MS = 30_000;

/**
 * Worker threads that run bcrypt, which would stop the event loop for a third of a second a time.
 * They start when needed, end when they are no longer, and keep no process alive.
 */
export class BcryptPool {
  readonly #size: number;
  readonly #queueLimit: number;
  readonly #idle: Worker[] = [];
  readonly #queue: Job[] = [];
  readonly #current = new Map<Worker, Job>();
  readonly #lost = new WeakSet<Worker>();
  readonly #leaving = new WeakMap<Worker, NodeJS.Timeout>();
  readonly #idleMs: number;
  #started = 0;

  /**
   * @param queueLimit how many jobs may wait, beyond those being worked on
   * @param idleMs how long a worker without a job is kept, in milliseconds
   */
  constructor(size: number, queueLimit: number, idleMs = IDLE_WORKER_MS) {
    this.#size = size;
    this.#queueLimit = queueLimit;
    this.#idleMs = idleMs;
  }

  /** How many workers there are now. */
  get workers(): number {
    return this.#started;
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
    worker.on('message', (answer) => this.#finish(worker, (job) => job.resolve(answer)));
    worker.on('error', (error) => this.#lose(worker, error));
    worker.on('exit', () => this.#lose(worker, new AppError('BUSY')));
    return worker;
  }

  #work(worker: Worker, job: Job) {
    clearTimeout(this.#leaving.get(worker));
    this.#current.set(worker, job);
    worker.ref();
    worker.postMessage(job.task);
  }

  #finish(worker: Worker, settle: (job: Job) => void) {
    const job = this.#current.get(worker);
    this.#current.delete(worker);
    const next = this.#queue.shift();
    if (next) {
      this.#work(worker, next);
    } else {
      worker.unref();
      this.#idle.push(worker);
      this.#leaving.set(worker, setTimeout(() => this.#dismiss(worker), this.#idleMs).unref());
    }
    if (job) settle(job);
  }

  #dismiss(worker: Worker) {
    this.#idle.splice(this.#idle.indexOf(worker), 1);
    worker.terminate();
  }

  // A worker that has ended takes its job with it; the next job gets a new one.
  #lose(worker: Worker, error: unknown) {
    if (this.#lost.has(worker)) return;
    this.#lost.add(worker);
    clearTimeout(this.#leaving.get(worker));
    this.#started -= 1;
    this.#current.get(worker)?.reject(error);
    this.#current.delete(worker);
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
    const next = this.#queue.shift();
    const replacement = next && this.#start();
    if (next && replacement) this.#work(replacement, next);
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
