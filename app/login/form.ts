import { logIn } from '@/lib/auth';
import { safeDestination } from '@/lib/destination';
import { defineForm } from '@/lib/form';
import { login } from '@/lib/users/validation';

export const loginForm = defineForm({
  schema: login,
  secrets: ['password'],
  async submit({ username, password, remember, next }) {
    await logIn({ username, password, remember: Boolean(remember) });
    return {
      to: safeDestination(next),
      flash: { category: 'success', text: 'Login successful!' },
    };
  },
});
