import { loginSchema } from '@/lib/people/users/validation';
import { safeDestination } from '@/lib/web/destination';
import { visitorForm } from '@/lib/web/forms/define';
import { logIn } from '@/lib/web/session/auth';

export const loginForm = visitorForm({
  schema: loginSchema,
  secrets: ['password'],
  async submit({ username, password, remember, next }) {
    await logIn({ username, password, remember: Boolean(remember) });
    return {
      to: safeDestination(next),
      flash: { category: 'success', text: 'Login successful!' },
    };
  },
});
