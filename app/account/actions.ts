'use server';

import { inCredits } from '@/lib/money';
import {
  changeEmail,
  changePassword,
  changeUsername,
  closeAccount,
  nameCredits,
} from '@/lib/people/accounts/mutations';
import {
  closingSchema,
  creditWordsSchema,
  emailChangeSchema,
  emptySchema,
  passwordChangeSchema,
  sessionEndSchema,
  usernameChangeSchema,
} from '@/lib/people/accounts/validation';
import { endOtherSessions, endSession } from '@/lib/people/sessions/mutations';
import { actionOf, buttonActionOf } from '@/lib/web/forms/action';
import { memberForm, type Outcome } from '@/lib/web/forms/define';
import { logOut } from '@/lib/web/session/auth';
import { confirmPassword } from '@/lib/web/session/confirm-password';
import { sessionToken } from '@/lib/web/session/member';

const ACCOUNT = '/account';
const wrongPassword = { WRONG_PASSWORD: ['current_password'] };
const secrets = ['current_password', 'password', 'confirm_password'];

export const usernameAction = actionOf(
  memberForm({
    page: ACCOUNT,
    schema: usernameChangeSchema,
    secrets,
    fieldsOf: { ...wrongPassword, USERNAME_TAKEN: ['username'] },
    async submit(member, { username, current_password }) {
      await confirmPassword(member, current_password);
      await changeUsername(member.id, username);
      return done(`You are ${username} from now on.`);
    },
  }),
);

export const emailAction = actionOf(
  memberForm({
    page: ACCOUNT,
    schema: emailChangeSchema,
    secrets,
    fieldsOf: { ...wrongPassword, EMAIL_TAKEN: ['email'] },
    async submit(member, { email, current_password }) {
      await confirmPassword(member, current_password);
      await changeEmail(member.id, email);
      return done(`Your email address is ${email} from now on.`);
    },
  }),
);

export const passwordAction = actionOf(
  memberForm({
    page: ACCOUNT,
    schema: passwordChangeSchema,
    secrets,
    fieldsOf: wrongPassword,
    async submit(member, { password, current_password }) {
      const comparedWith = await confirmPassword(member, current_password);
      await changePassword(member.id, { password, comparedWith, token: await sessionToken() });
      return done('Your password is changed, and every other session has ended.');
    },
  }),
);

export const closeAction = actionOf(
  memberForm({
    page: ACCOUNT,
    schema: closingSchema,
    secrets,
    fieldsOf: wrongPassword,
    async submit(member, { current_password }) {
      await confirmPassword(member, current_password);
      await closeAccount(member.id);
      await logOut();
      return { to: '/', flash: { category: 'info', text: 'Your account is closed. Goodbye.' } };
    },
  }),
);

export const wordsAction = actionOf(
  memberForm({
    page: `${ACCOUNT}/words`,
    schema: creditWordsSchema,
    async submit(member, { credit_word: one, credit_words: many }) {
      const words = await nameCredits(member.id, { one, many });
      return done(`You have ${inCredits(member.budget, words)}.`);
    },
  }),
);

export const endSessionAction = buttonActionOf(
  memberForm({
    page: ACCOUNT,
    schema: sessionEndSchema,
    returnTo: ACCOUNT,
    async submit(member, { session }) {
      await endSession(member.id, session);
      return done('The session has ended.');
    },
  }),
);

export const endOthersAction = buttonActionOf(
  memberForm({
    page: ACCOUNT,
    schema: emptySchema,
    returnTo: ACCOUNT,
    async submit(member) {
      await endOtherSessions(member.id, await sessionToken());
      return done('Every other session has ended.');
    },
  }),
);

function done(text: string): Outcome {
  return { to: ACCOUNT, flash: { category: 'success', text } };
}
