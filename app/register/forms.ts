import { registerUser } from '@/lib/people/users/mutations';
import { registrationSchema } from '@/lib/people/users/validation';
import { visitorForm } from '@/lib/web/forms/define';
import { logInKnown } from '@/lib/web/session/auth';

export const registerForm = visitorForm({
  schema: registrationSchema,
  secrets: ['password', 'confirm_password'],
  fieldsOf: {
    USERNAME_TAKEN: ['username'],
    EMAIL_TAKEN: ['email'],
    USERNAME_AND_EMAIL_TAKEN: ['username', 'email'],
  },
  async submit({ username, email, password }) {
    await logInKnown(await registerUser({ username, email, password }));
    const flash = { category: 'success', text: 'Account created successfully!' } as const;
    return { to: '/market', flash };
  },
});
