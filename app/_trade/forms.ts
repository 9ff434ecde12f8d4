import { type CreditWords, inCredits } from '@/lib/money';
import { purchaseItem, sellItemBack } from '@/lib/trading/mutations';
import { type UndoneTrade, undoTrade } from '@/lib/trading/undo/mutations';
import { undoSchema } from '@/lib/trading/undo/validation';
import { purchaseSchema, sellBackSchema } from '@/lib/trading/validation';
import { safeDestination } from '@/lib/web/destination';
import { memberForm } from '@/lib/web/forms/define';

const back = (fields: { back?: string | undefined }) => safeDestination(fields.back);

export const purchaseForm = memberForm({
  page: back,
  schema: purchaseSchema,
  returnTo: back,
  async submit(member, { purchase_item: itemId, price, key, ...input }) {
    const { transferId, name } = await purchaseItem({ memberId: member.id, itemId, price, key });
    const text = `Purchased ${name}!`;
    return { to: back(input), flash: { category: 'success', text, undo: transferId } };
  },
});

export const sellBackForm = memberForm({
  page: back,
  schema: sellBackSchema,
  returnTo: back,
  async submit(member, { sell_item: itemId, price, key, ...input }) {
    const { transferId, name } = await sellItemBack({ memberId: member.id, itemId, price, key });
    const text = `Sold ${name} back to the market!`;
    return { to: back(input), flash: { category: 'success', text, undo: transferId } };
  },
});

/** The form of the button “Undo”, which several pages have. */
export const undoForm = memberForm({
  page: back,
  schema: undoSchema,
  returnTo: back,
  async submit(member, { transfer: transferId, ...input }) {
    const undone = await undoTrade({ memberId: member.id, transferId });
    const text = undoneText(undone, member.words);
    return { to: back(input), flash: { category: 'success', text } };
  },
});

function undoneText({ kind, name, amount }: UndoneTrade, words: CreditWords): string {
  return kind === 'purchase'
    ? `Undone: you have ${inCredits(amount, words)} back.`
    : `Undone: ${name} is yours again.`;
}
