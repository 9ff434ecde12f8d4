import { starItem, unstarItem } from '@/lib/inbox/stars/mutations';
import { star } from '@/lib/inbox/stars/validation';
import { defineForm } from '@/lib/web/forms/define';
import { getMember, loginPath } from '@/lib/web/session/member';

export const starForm = defineForm({
  schema: star,
  returnTo: '/stars',
  async submit({ item: itemId, to }) {
    const page = `/items/${itemId}`;
    const member = await getMember();
    if (!member) return { to: loginPath(page) };
    const wish = { memberId: member.id, itemId };
    const { name } = to === 'starred' ? await starItem(wish) : await unstarItem(wish);
    const text =
      to === 'starred'
        ? `${name} is starred. Your inbox will tell when it costs less, or can be had again.`
        : `${name} is no longer starred.`;
    return { to: page, flash: { category: 'info', text } };
  },
});
