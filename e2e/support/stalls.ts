import { spawn } from 'node:child_process';

/** The option for Node with which a process says for how long its event loop has stood still. */
export const LOOP_PROBE = `--import=${new URL('./loop-probe.mjs', import.meta.url)}`;

/** A process that was started with LOOP_PROBE. */
export type ProbedProcess = { pid: number; output(): string };

/** The longest time, in milliseconds, that its event loop has stood still since the last call. */
export async function longestStall({ pid, output }: ProbedProcess): Promise<number> {
  const before = output().length;
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    const said = /longest stall (\d+) ms/.exec(output().slice(before))?.[1];
    if (said) return Number(said);
    await new Promise((resume) => setTimeout(resume, 10));
  }
}

/**
 * Starts a process that has nothing to do: when its event loop stands still, the machine makes any
 * process stand still.
 */
export async function startIdleProcess(): Promise<ProbedProcess & { stop(): void }> {
  const idle = spawn(
    process.execPath,
    [LOOP_PROBE, '--eval', "setInterval(() => {}, 60_000); console.log('started')"],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  idle.stdout.on('data', (text) => {
    output += text;
  });
  await new Promise((started) => idle.stdout.once('data', started));
  return { pid: idle.pid ?? 0, output: () => output, stop: () => idle.kill() };
}
