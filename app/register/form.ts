import { logIn } from '@/lib/auth';
import { asAppError } from '@/lib/errors';
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
    await registerUser({ username, email, password });
    const flash = { category: 'success', text: 'Account created successfully!' } as const;
    try {
      await logIn({ username, password, remember: false });
    } catch (error) {
      // The account is there all the same; only its first login has to wait.
      if (asAppError(error)?.code !== 'BUSY') throw error;
      return { to: '/login', flash };
    }
    return { to: '/market', flash };
  },
});
