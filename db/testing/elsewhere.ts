import { type ChildProcess, spawn } from 'node:child_process';

/** Another process that runs a script of the test, with the database's URL in its environment. */
export type Elsewhere = {
  child: ChildProcess;
  /** All that it has printed. */
  printed(): string;
  /** Waits until it has printed this. @throws when it ends before */
  until(text: string): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Waits until it ends by itself. @returns its exit code */
  ended: Promise<number | null>;
};

/**
 * Runs a script in a process of its own.
 * @param cwd what the script's imports are relative to; the repository when absent
 */
export function runElsewhere(script: string, url: string, cwd = process.cwd()): Elsewhere {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', script],
    { env: { ...process.env, DATABASE_URL: url }, timeout: 60_000, cwd },
  );
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (more) => {
      text += more;
    });
  }
  const ended = new Promise<number | null>((done) => child.on('close', done));
  return {
    child,
    ended,
    printed: () => text,
    until: async (wanted) => {
      const seen = new Promise<boolean>((done) => {
        child.stdout.on('data', () => {
          if (text.includes(wanted)) done(true);
        });
        ended.then(() => done(text.includes(wanted)));
      });
      if (!text.includes(wanted) && !(await seen)) throw new Error(`It ended: ${text}`);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
