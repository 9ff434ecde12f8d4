import { type ChildProcess, spawn } from 'node:child_process';

/** A second process that runs a script of a test. */
export type Elsewhere = {
  child: ChildProcess;
  /** All output so far. */
  printed(): string;
  /** Waits until the process has printed the text. @throws Error when the process ends before */
  until(text: string): Promise<void>;
  /** Kills the process with SIGKILL, and waits for its end. */
  kill(): Promise<void>;
  /** Resolves with the exit code; null when a signal ended the process. */
  ended: Promise<number | null>;
};

/**
 * Runs a script in a second process, for 60 s at most.
 * @param script the source of an ES module
 * @param url the value of DATABASE_URL
 * @param cwd the folder for relative imports; the repository by default
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
    until: async (expected) => {
      const seen = new Promise<boolean>((done) => {
        child.stdout.on('data', () => {
          if (text.includes(expected)) done(true);
        });
        ended.then(() => done(text.includes(expected)));
      });
      if (!text.includes(expected) && !(await seen)) throw new Error(`It ended: ${text}`);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
