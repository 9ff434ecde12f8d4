import { readFileSync } from 'node:fs';
import http from 'node:http';

/** The answer to one request, as the client sees it. */
export type Answer = { status: number; bytes: number; milliseconds: number };

export type Request = {
  url: string;
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
};

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

/** Sends one request on a kept connection, and reads the whole answer. */
export function send({ url, method = 'GET', headers = {}, body }: Request): Promise<Answer> {
  const started = performance.now();
  return new Promise((done, fail) => {
    const request = http.request(url, { agent, method, headers }, (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          bytes,
          milliseconds: performance.now() - started,
        }),
      );
    });
    request.on('error', fail);
    request.end(body);
  });
}

/** Sends `count` requests, `width` of them at a time. `next` makes each request. */
export async function sendMany(
  count: number,
  width: number,
  next: (index: number) => Request,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  let index = 0;
  await Promise.all(
    Array.from({ length: width }, async () => {
      while (index < count) {
        const mine = index;
        index += 1;
        answers.push(await send(next(mine)));
      }
    }),
  );
  return answers;
}

/**
 * Sends `count` requests from `width` senders. Each sender starts a request every `pace`
 * milliseconds, or as soon as its last request is answered, if the answer takes longer.
 * @returns the answers, and their number per second
 */
export async function sendPaced(
  count: number,
  width: number,
  pace: number,
  next: (index: number) => Request,
): Promise<{ answers: Answer[]; rate: number }> {
  const answers: Answer[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: width }, async (_, sender) => {
      // The senders begin at different moments.
      await sleep((sender * pace) / width);
      for (let index = sender; index < count; index += width) {
        const begun = performance.now();
        answers.push(await send(next(index)));
        await sleep(pace - (performance.now() - begun));
      }
    }),
  );
  return { answers, rate: (1_000 * count) / (performance.now() - started) };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resume) => setTimeout(resume, Math.max(0, milliseconds)));
}

/** The CPU time of a process and its threads, user and system, in milliseconds. Linux only. */
export function cpuTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = Number(fields[11]) + Number(fields[12]);
  return ticks * 10;
}

/** The resident memory of a process, in MiB. Linux only. */
export function residentMemory(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1]) / 1024;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of the values lies; NaN without values. @param share 0 to 1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
