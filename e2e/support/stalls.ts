import { spawn } from 'node:child_process';

/** The option for Node that makes a process report the stalls of its event loop. */
export const LOOP_PROBE = `--import=${new URL('./loop-probe.mjs', import.meta.url)}`;

/** A process that was started with LOOP_PROBE. */
export type ProbedProcess = { pid: number; output(): string };

/** The longest stall of the event loop since the last call, in milliseconds. */
export async function longestStall({ pid, output }: ProbedProcess): Promise<number> {
  const before = output().length;
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    const stall = /longest stall (\d+) ms/.exec(output().slice(before))?.[1];
    if (stall) return Number(stall);
    await new Promise((resume) => setTimeout(resume, 10));
  }
}

/**
 * Starts a process that does nothing. When its event loop stalls, the machine stalls every process.
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
