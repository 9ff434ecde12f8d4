import { markNoticesRead } from '@/lib/inbox/notices/mutations';
import { readNotices } from '@/lib/inbox/notices/validation';
import { defineForm } from '@/lib/web/forms/define';
import { getMember, loginPath } from '@/lib/web/session/member';

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
