import { defineForm } from '@/lib/form';
import { addItem, editItem } from '@/lib/items/mutations';
import { addition, edit } from '@/lib/items/validation';
import { type CreditWords, inCredits } from '@/lib/money';
import { offerItem, withdrawItem } from '@/lib/offers/mutations';
import { offer, withdrawal } from '@/lib/offers/validation';
import { getMember, loginPath } from '@/lib/session';
import { idOf } from '../market/position';

export const addItemForm = defineForm({
  schema: addition,
  fieldsOf: { UNKNOWN_CATEGORY: ['category'] },
  async submit({ asking_price: askingPrice, offer, ...item }) {
    const member = await getMember();
    if (!member) return { to: loginPath('/items/new') };
    const offered = offer !== undefined;
    const { itemId } = await addItem({ ...item, memberId: member.id, askingPrice, offered });
    const text = offered
      ? forSaleAt(item.name, askingPrice, member)
      : `${item.name} is among your items.`;
    return { to: `/items/${itemId}`, flash: { category: 'success', text } };
  },
});

export const editItemForm = defineForm({
  schema: edit,
  fieldsOf: { UNKNOWN_CATEGORY: ['category'], TOO_MANY_EDITED: [] },
  elsewhere: pageOfItem,
  async submit({ item: itemId, ...said }) {
    const member = await getMember();
    if (!member) return { to: loginPath(`/items/${itemId}/edit`) };
    const { changed } = await editItem({ ...said, memberId: member.id, itemId });
    return {
      to: `/items/${itemId}`,
      flash: changed
        ? { category: 'success', text: `Your changes to ${said.name} are saved.` }
        : { category: 'info', text: `${said.name} is as it was.` },
    };
  },
});

export const offerForm = defineForm({
  schema: offer,
  elsewhere: pageOfItem,
  async submit({ item: itemId, asking_price: askingPrice }) {
    const member = await getMember();
    if (!member) return { to: loginPath(`/items/${itemId}/list`) };
    const { name, isNew } = await offerItem({ memberId: member.id, itemId, askingPrice });
    const text = isNew
      ? forSaleAt(name, askingPrice, member)
      : `${name} costs ${inCredits(askingPrice, member.words)} now.`;
    return { to: `/items/${itemId}`, flash: { category: 'success', text } };
  },
});

export const withdrawForm = defineForm({
  schema: withdrawal,
  returnTo: pageOfItem,
  async submit({ item: itemId }) {
    const member = await getMember();
    if (!member) return { to: loginPath(`/items/${itemId}`) };
    const { name } = await withdrawItem({ memberId: member.id, itemId });
    return {
      to: `/items/${itemId}`,
      flash: { category: 'success', text: `${name} is no longer for sale.` },
    };
  },
});

const forSaleAt = (name: string, price: number, { words }: { words: CreditWords }) =>
  `${name} is for sale at ${inCredits(price, words)}.`;

/** The page that an item’s form stands for, or the list where it can’t be told. */
function pageOfItem({ item }: Record<string, string>): string {
  const id = idOf(item);
  return id === undefined ? '/items' : `/items/${id}`;
}
