'use server';

import { markNoticesRead } from '@/lib/inbox/notices/mutations';
import { readNoticesSchema } from '@/lib/inbox/notices/validation';
import { buttonActionOf } from '@/lib/web/forms/action';
import { memberForm } from '@/lib/web/forms/define';

export const readNoticesAction = buttonActionOf(
  memberForm({
    page: '/inbox',
    schema: readNoticesSchema,
    returnTo: '/inbox',
    async submit(member, { up_to: upTo }) {
      await markNoticesRead(member.id, upTo);
      return { to: '/inbox', flash: { category: 'info', text: 'Your inbox is read.' } };
    },
  }),
);
