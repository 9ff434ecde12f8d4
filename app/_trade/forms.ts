import { purchaseItem, sellItemBack } from '@/lib/trading/mutations';
import { purchase, sellBack } from '@/lib/trading/validation';
import { safeDestination } from '@/lib/web/destination';
import { defineForm } from '@/lib/web/forms/define';
import { getMember, loginPath } from '@/lib/web/session/member';

export const purchaseForm = defineForm({
  schema: purchase,
  returnTo: ({ back }) => safeDestination(back),
  async submit({ purchase_item: itemId, price, key, back }) {
    const to = safeDestination(back);
    const member = await getMember();
    if (!member) return { to: loginPath(to) };
    const { transferId, name } = await purchaseItem({ memberId: member.id, itemId, price, key });
    return {
      to,
      flash: { category: 'success', text: `Purchased ${name}!`, undo: transferId },
    };
  },
});

export const sellBackForm = defineForm({
  schema: sellBack,
  returnTo: ({ back }) => safeDestination(back),
  async submit({ sell_item: itemId, price, key, back }) {
    const to = safeDestination(back);
    const member = await getMember();
    if (!member) return { to: loginPath(to) };
    const { transferId, name } = await sellItemBack({ memberId: member.id, itemId, price, key });
    return {
      to,
      flash: {
        category: 'success',
        text: `Sold ${name} back to the market!`,
        undo: transferId,
      },
    };
  },
});
