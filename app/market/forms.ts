import { defineForm } from '@/lib/form';
import { getMember, loginPath } from '@/lib/session';
import { purchaseItem, sellItemBack } from '@/lib/trading/mutations';
import { purchase, sellBack } from '@/lib/trading/validation';

export const purchaseForm = defineForm({
  schema: purchase,
  returnTo: '/market',
  async submit({ purchase_item: itemId, price, key }) {
    const member = await getMember();
    if (!member) return { to: loginPath('/market') };
    const { transferId, name } = await purchaseItem({ memberId: member.id, itemId, price, key });
    return {
      to: '/market',
      flash: { category: 'success', text: `Purchased ${name}!`, undo: transferId },
    };
  },
});

export const sellBackForm = defineForm({
  schema: sellBack,
  returnTo: '/market',
  async submit({ sell_item: itemId, price, key }) {
    const member = await getMember();
    if (!member) return { to: loginPath('/market') };
    const { transferId, name } = await sellItemBack({ memberId: member.id, itemId, price, key });
    return {
      to: '/market',
      flash: {
        category: 'success',
        text: `Sold ${name} back to the market!`,
        undo: transferId,
      },
    };
  },
});
