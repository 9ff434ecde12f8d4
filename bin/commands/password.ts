import { LOGIN_CODE_HOURS } from '@/lib/people/login-codes/limits';
import { makeLoginCode } from '@/lib/people/login-codes/mutations';
import { type Call, type Command, Refusal, type Report } from '../command.ts';
import { MARKET_COMMAND } from '../program.ts';
import { onDatabase } from './on-database.ts';

const PATH = '/join';

const makeCode = (name: string) =>
  onDatabase(async (): Promise<Report> => {
    const { username, code, expiresAt } = await makeLoginCode(name);
    return {
      data: { username, code, expiresAt, path: PATH },
      lines: [
        `The login code of ${username} is ${code}`,
        `It works once, within ${LOGIN_CODE_HOURS} hours; a code that ${username} had before is void.`,
        `${username} types it at the market’s address with ${PATH} behind it, and chooses a new password there.`,
      ],
    };
  }, true);

export const password: Command = {
  operand: '<user>',
  // A shell splits a name with spaces into several words.
  severalWords: true,
  help: 'Print a login code, with which a member sets a new password.',
  async run(call: Call) {
    const name = call.operands.join(' ').trim();
    if (!name) throw new Refusal(`Say whose: ${MARKET_COMMAND} password <user>`);
    return makeCode(name)(call);
  },
};
