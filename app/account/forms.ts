import { inCredits } from '@/lib/money';
import {
  changeEmail,
  changePassword,
  changeUsername,
  closeAccount,
  nameCredits,
} from '@/lib/people/accounts/mutations';
import {
  closing,
  emailChange,
  nothing,
  passwordChange,
  sessionEnd,
  usernameChange,
  wording,
} from '@/lib/people/accounts/validation';
import { endOtherSessions, endSession } from '@/lib/people/sessions/mutations';
import type { Member } from '@/lib/people/users/queries';
import { defineForm, type Outcome } from '@/lib/web/forms/define';
import { logOut } from '@/lib/web/session/auth';
import { confirmPassword } from '@/lib/web/session/confirm-password';
import { getMember, loginPath, sessionToken } from '@/lib/web/session/member';

const ACCOUNT = '/account';
const wrongPassword = { WRONG_PASSWORD: ['current_password'] };
const secrets = ['current_password', 'password', 'confirm_password'];

export const usernameForm = defineForm({
  schema: usernameChange,
  secrets,
  fieldsOf: { ...wrongPassword, USERNAME_TAKEN: ['username'] },
  submit: ({ username, current_password }) =>
    asMember(current_password, async ({ id }) => {
      await changeUsername(id, username);
      return done(`You are ${username} from now on.`);
    }),
});

export const emailForm = defineForm({
  schema: emailChange,
  secrets,
  fieldsOf: { ...wrongPassword, EMAIL_TAKEN: ['email'] },
  submit: ({ email, current_password }) =>
    asMember(current_password, async ({ id }) => {
      await changeEmail(id, email);
      return done(`Your email address is ${email} from now on.`);
    }),
});

export const passwordForm = defineForm({
  schema: passwordChange,
  secrets,
  fieldsOf: wrongPassword,
  submit: ({ password, current_password }) =>
    asMember(current_password, async ({ id }, comparedWith) => {
      await changePassword(id, { password, comparedWith, token: await sessionToken() });
      return done('Your password is changed, and every other session has ended.');
    }),
});

export const closeForm = defineForm({
  schema: closing,
  secrets,
  fieldsOf: wrongPassword,
  submit: ({ current_password }) =>
    asMember(current_password, async ({ id }) => {
      await closeAccount(id);
      await logOut();
      return { to: '/', flash: { category: 'info', text: 'Your account is closed. Goodbye.' } };
    }),
});

export const wordsForm = defineForm({
  schema: wording,
  async submit({ credit_word: one, credit_words: many }) {
    const member = await getMember();
    if (!member) return { to: loginPath(`${ACCOUNT}/words`) };
    const words = await nameCredits(member.id, { one, many });
    return done(`You have ${inCredits(member.budget, words)}.`);
  },
});

export const endSessionForm = defineForm({
  schema: sessionEnd,
  returnTo: ACCOUNT,
  async submit({ session }) {
    const member = await getMember();
    if (!member) return { to: loginPath(ACCOUNT) };
    await endSession(member.id, session);
    return done('The session has ended.');
  },
});

export const endOthersForm = defineForm({
  schema: nothing,
  returnTo: ACCOUNT,
  async submit() {
    const member = await getMember();
    if (!member) return { to: loginPath(ACCOUNT) };
    await endOtherSessions(member.id, await sessionToken());
    return done('Every other session has ended.');
  },
});

async function asMember(
  currentPassword: string,
  change: (member: Member, comparedWith: string) => Promise<Outcome>,
): Promise<Outcome> {
  const member = await getMember();
  if (!member) return { to: loginPath(ACCOUNT) };
  return change(member, await confirmPassword(member, currentPassword));
}

function done(text: string): Outcome {
  return { to: ACCOUNT, flash: { category: 'success', text } };
}
