/** Who asks. */
type Actor = { id: number };

type Standing = { ownerId: number | null; salePrice: number | null; soldFor: number | null };

const owns = ({ id }: Actor, { ownerId }: Pick<Standing, 'ownerId'>) => ownerId === id;

export const mayEdit = owns;
export const mayOffer = owns;

export function mayBuy(actor: Actor, item: Standing): boolean {
  return item.salePrice !== null && !owns(actor, item);
}

export function maySellBack(actor: Actor, item: Standing): boolean {
  return owns(actor, item) && item.soldFor !== null;
}
