import { logInKnown } from '@/lib/auth';
import { defineForm } from '@/lib/form';
import { redeemLoginCode } from '@/lib/login-codes/mutations';
import { joining } from '@/lib/login-codes/validation';
import { clientAddress } from '@/lib/request';

export const joinForm = defineForm({
  schema: joining,
  secrets: ['password', 'confirm_password'],
  fieldsOf: { WRONG_LOGIN_CODE: ['code'] },
  async submit({ code, password }) {
    await logInKnown(await redeemLoginCode({ code, password }, await clientAddress()));
    const flash = { category: 'success', text: 'Your new password is set.' } as const;
    return { to: '/market', flash };
  },
});
