import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SERVER_PROGRAM } from './server.ts';

/** A server action of the built server. */
export type BuiltAction = { id: string; filename: string; exportedName: string };

/** All server actions of the server under test, as its build lists them. */
export function builtActions(): BuiltAction[] {
  const file = join(dirname(SERVER_PROGRAM), '.next/server/server-reference-manifest.json');
  const { node } = JSON.parse(readFileSync(file, 'utf8')) as {
    node: Record<string, Omit<BuiltAction, 'id'>>;
  };
  return Object.entries(node).map(([id, { filename, exportedName }]) => ({
    id,
    filename,
    exportedName,
  }));
}

/**
 * The id of a server action of the server under test.
 * @throws when the build has no action of this name
 */
export function actionId(name: string): string {
  const action = builtActions().find(({ exportedName }) => exportedName === name);
  if (!action) throw new Error(`There is no server action ${name}.`);
  return action.id;
}
