import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { faultsOfLockFile } from './lock-file.ts';
import type { Outcome } from './outcome.ts';

type Step = { name: string; passes(): boolean };

const BIOME: Step = {
  name: 'lint, format and import rules',
  passes: () => node('node_modules/@biomejs/biome/bin/biome', 'check', '.'),
};

const TYPES: Step[] = [
  { name: 'route types', passes: () => node('node_modules/next/dist/bin/next', 'typegen') },
  { name: 'TypeScript', passes: () => node('node_modules/typescript/bin/tsc', '--noEmit') },
];

const LOCK_FILE: Step = {
  name: 'lock file',
  passes() {
    const faults = faultsOfLockFile(JSON.parse(readFileSync('package-lock.json', 'utf8')));
    for (const fault of faults) console.error(`package-lock.json: ${fault}`);
    return faults.length === 0;
  },
};

/** Checks the sources without running them: lint, types and lock file, or only the types. */
export function check({ typesOnly }: { typesOnly: boolean }): Outcome {
  const outcome: Outcome = { part: 'check', passed: 0, skipped: 0, failures: [] };
  for (const step of typesOnly ? TYPES : [BIOME, ...TYPES, LOCK_FILE]) {
    if (step.passes()) outcome.passed += 1;
    else outcome.failures.push(step.name);
  }
  return outcome;
}

function node(script: string, ...args: string[]): boolean {
  return spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' }).status === 0;
}
