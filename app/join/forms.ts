import { redeemLoginCode } from '@/lib/people/login-codes/mutations';
import { joiningSchema } from '@/lib/people/login-codes/validation';
import { visitorForm } from '@/lib/web/forms/define';
import { clientAddress } from '@/lib/web/http/client';
import { logInKnown } from '@/lib/web/session/auth';

export const joinForm = visitorForm({
  schema: joiningSchema,
  secrets: ['password', 'confirm_password'],
  fieldsOf: { WRONG_LOGIN_CODE: ['code'] },
  async submit({ code, password }) {
    await logInKnown(await redeemLoginCode({ code, password }, await clientAddress()));
    const flash = { category: 'success', text: 'Your new password is set.' } as const;
    return { to: '/market', flash };
  },
});
