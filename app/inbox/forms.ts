import { defineForm } from '@/lib/form';
import { markNoticesRead } from '@/lib/notices/mutations';
import { readNotices } from '@/lib/notices/validation';
import { getMember, loginPath } from '@/lib/session';

export const readNoticesForm = defineForm({
  schema: readNotices,
  returnTo: '/inbox',
  async submit({ up_to: upTo }) {
    const member = await getMember();
    if (!member) return { to: loginPath('/inbox') };
    await markNoticesRead(member.id, upTo);
    return { to: '/inbox', flash: { category: 'info', text: 'Your inbox is read.' } };
  },
});
