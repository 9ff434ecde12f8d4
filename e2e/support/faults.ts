import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

/** Injects a fault into a process. Gives a function that removes the fault. */
export type Fault = (pid: number) => Promise<() => Promise<void>>;

/** The reason why `limitFiles` does not work on this machine, or null. */
export function noLimits(): string | null {
  return spawnSync('prlimit', ['--version']).error ? 'prlimit is not installed' : null;
}

/**
 * Simulates a full disk. In every file, a write beyond this number of bytes fails, and a write
 * across that limit is cut off.
 */
export function limitFiles(bytes: number): Fault {
  return async (pid) => {
    const set = (limit: string) => {
      const { status, stderr } = spawnSync('prlimit', [`--pid=${pid}`, `--fsize=${limit}:`]);
      if (status !== 0) throw new Error(`prlimit: ${stderr}`);
    };
    set(String(bytes));
    return async () => set('unlimited');
  };
}

/** The reason why `failCalls` does not work on this machine, or null. */
export async function noTracing(): Promise<string | null> {
  const other = spawn(process.execPath, ['--eval', 'setTimeout(() => {}, 60_000)']);
  const tracer = trace(other.pid ?? 0, []);
  try {
    await attached(tracer);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    tracer.kill();
    other.kill();
  }
}

/**
 * Makes system calls on the files fail.
 * @param inject a rule of strace: `pwrite64:error=EIO:when=9+` fails all writes but the first eight
 */
export function failCalls(inject: string, files: readonly string[]): Fault {
  return async (pid) => {
    const [calls] = inject.split(':');
    const options = [`--trace=${calls}`, `--inject=${inject}`, ...files.map((file) => `-P${file}`)];
    const tracer = trace(pid, options);
    await attached(tracer);
    return () =>
      new Promise((done) => {
        tracer.once('exit', () => done());
        tracer.kill('SIGINT');
      });
  };
}

function trace(pid: number, options: string[]): ChildProcess {
  const always = ['-f', '-o', '/dev/null', `--attach=${pid}`];
  return spawn('strace', [...always, ...options], { stdio: ['ignore', 'ignore', 'pipe'] });
}

function attached(tracer: ChildProcess): Promise<void> {
  return new Promise((done, fail) => {
    let output = '';
    tracer.on('error', () => fail(new Error('strace is not installed')));
    tracer.on('close', () => fail(new Error(output.trim())));
    tracer.stderr?.on('data', (text) => {
      output += text;
      if (output.includes(' attached')) done();
    });
  });
}
