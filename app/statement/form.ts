import { type CreditWords, inCredits } from '@/lib/money';
import { type Undone, undoTrade } from '@/lib/trading/undo/mutations';
import { undo } from '@/lib/trading/undo/validation';
import { safeDestination } from '@/lib/web/destination';
import { defineForm, type Form } from '@/lib/web/forms/define';
import { getMember, loginPath } from '@/lib/web/session/member';

/**
 * The button “Undo”, which several pages have.
 * @param back the page that it was pressed on, as the form says
 */
export function undoForm(back: unknown): Form {
  const to = safeDestination(back);
  return defineForm({
    schema: undo,
    returnTo: to,
    async submit({ transfer: transferId }) {
      const member = await getMember();
      if (!member) return { to: loginPath(to) };
      const undone = await undoTrade({ memberId: member.id, transferId });
      return { to, flash: { category: 'success', text: wordsOf(undone, member.words) } };
    },
  });
}

function wordsOf({ kind, name, amount }: Undone, words: CreditWords): string {
  return kind === 'purchase'
    ? `Undone: you have ${inCredits(amount, words)} back.`
    : `Undone: ${name} is yours again.`;
}
