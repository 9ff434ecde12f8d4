import { logInKnown } from '@/lib/auth';
import { defineForm } from '@/lib/form';
import { registerUser } from '@/lib/users/mutations';
import { registration } from '@/lib/users/validation';

export const registerForm = defineForm({
  schema: registration,
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
