import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.ts';

type Job = {
  task: { password: string; hash: string } | { password: string; cost: number };
  resolve: (answer: string | boolean) => void;
  reject: (error: unknown) => void;
};

/** How long an idle worker is kept. A worker uses about 20 MB. */
const IDLE_TIMEOUT_MS = 30_000;

/**
 * Worker threads for bcrypt. On the main thread each hash would block the event loop for 0.3 s.
 * Workers start when they are needed and end when they are idle. They do not keep the process alive.
 */
export class BcryptPool {
  readonly #size: number;
  readonly #queueLimit: number;
  readonly #idle: Worker[] = [];
  readonly #queue: Job[] = [];
  readonly #current = new Map<Worker, Job>();
  readonly #lost = new WeakSet<Worker>();
  readonly #idleTimers = new WeakMap<Worker, NodeJS.Timeout>();
  readonly #idleTimeoutMs: number;
  #started = 0;

  /**
   * @param size the highest number of workers
   * @param queueLimit how many jobs may wait, in addition to the running jobs
   * @param idleTimeoutMs how long a worker without a job is kept, in milliseconds
   */
  constructor(size: number, queueLimit: number, idleTimeoutMs = IDLE_TIMEOUT_MS) {
    this.#size = size;
    this.#queueLimit = queueLimit;
    this.#idleTimeoutMs = idleTimeoutMs;
  }

  /** The number of workers now. */
  get workers(): number {
    return this.#started;
  }

  /**
   * Runs a job on a worker.
   * @returns the hash, or whether the password matches the hash
   * @throws AppError BUSY immediately, when the queue is full
   */
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
    clearTimeout(this.#idleTimers.get(worker));
    this.#current.set(worker, job);
    worker.ref();
    worker.postMessage(job.task);
  }

  #finish(worker: Worker, notify: (job: Job) => void) {
    const job = this.#current.get(worker);
    this.#current.delete(worker);
    const next = this.#queue.shift();
    if (next) {
      this.#work(worker, next);
    } else {
      worker.unref();
      this.#idle.push(worker);
      this.#idleTimers.set(
        worker,
        setTimeout(() => this.#dismiss(worker), this.#idleTimeoutMs).unref(),
      );
    }
    if (job) notify(job);
  }

  #dismiss(worker: Worker) {
    this.#idle.splice(this.#idle.indexOf(worker), 1);
    worker.terminate();
  }

  // The job of an ended worker fails. A waiting job gets a new worker.
  #lose(worker: Worker, error: unknown) {
    if (this.#lost.has(worker)) return;
    this.#lost.add(worker);
    clearTimeout(this.#idleTimers.get(worker));
    this.#started -= 1;
    this.#current.get(worker)?.reject(error);
    this.#current.delete(worker);
    const index = this.#idle.indexOf(worker);
    if (index >= 0) this.#idle.splice(index, 1);
    const next = this.#queue.shift();
    const replacement = next && this.#start();
    if (next && replacement) this.#work(replacement, next);
  }
}

// Several bundles hold this module, so `globalThis` keeps a single pool for the process.
const shared = globalThis as { marketBcryptPool?: BcryptPool };

/** The pool of the process: one worker for each core, at most 4. A full queue takes about 15 s. */
export function bcryptPool(): BcryptPool {
  const size = Math.min(4, availableParallelism());
  shared.marketBcryptPool ??= new BcryptPool(size, size * 40);
  return shared.marketBcryptPool;
}
