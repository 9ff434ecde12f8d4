import { formatCredits } from '@/lib/money';
import { listMembers } from '@/lib/people/users/queries';
import type { Command } from '../command.ts';
import { table } from '../terminal.ts';
import { onDatabase } from './on-database.ts';

export const users: Command = {
  help: 'List the members.',
  run: onDatabase(async () => {
    const members = await listMembers();
    return {
      data: members,
      lines: table(
        ['id', 'username', 'email', 'budget', 'since'],
        members.map(({ id, username, email, budget, createdAt }) => [
          String(id),
          username,
          email,
          formatCredits(budget),
          createdAt.toISOString().slice(0, 10),
        ]),
      ),
    };
  }),
};
