import { type ChildProcess, spawn, spawnSync } from 'node:child_process';

/** Makes the system fail a process, and gives what ends that. */
export type Fault = (pid: number) => Promise<() => Promise<void>>;

/** Why there is no `limitFiles` here, or null. */
export function noLimits(): string | null {
  return spawnSync('prlimit', ['--version']).error ? 'prlimit is not installed' : null;
}

/**
 * A disk with no room: a write at or past so many bytes of any file fails, and one across them is
 * cut off there.
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

/** Why there is no `failCalls` here, or null. */
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
 * System calls on the files that fail, as strace says which: with `pwrite64:error=EIO:when=9+`,
 * every write but the first eight.
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
    let said = '';
    tracer.on('error', () => fail(new Error('strace is not installed')));
    tracer.on('close', () => fail(new Error(said.trim())));
    tracer.stderr?.on('data', (text) => {
      said += text;
      if (said.includes(' attached')) done();
    });
  });
}
