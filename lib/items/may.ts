import { type SQL, sql } from 'drizzle-orm';

/** The member who wants to do something. */
type Actor = { id: number };

/** The columns of an item that the rules read. */
type ItemState = {
  /** Null = the market owns the item. */
  ownerId: number | null;
  /** Null = the item is not for sale. */
  salePrice: number | null;
  /** Credits that the market was paid for the item. Null = the market does not take the item back. */
  soldFor: number | null;
};

/** A rule in two forms, for pages and for SQL. `may.test.ts` checks that both forms agree. */
type Rule = {
  allows: (actor: Actor, item: ItemState) => boolean;
  /**
   * The same rule as an SQL condition on the table `items`. The condition knows only the id of the actor.
   * A rule about a role reads the role in the same statement.
   */
  condition: (actorId: number) => SQL;
};

/** Whether the actor owns the item. */
export function isOwner({ id }: Actor, { ownerId }: Pick<ItemState, 'ownerId'>): boolean {
  return ownerId === id;
}

const ownerOnly: Rule = {
  allows: isOwner,
  condition: (actorId) => sql`items.owner_id = ${actorId}`,
};

/** The rules: who may do which action to which item. */
export const may = {
  buy: {
    allows: (actor, item) => item.salePrice !== null && !isOwner(actor, item),
    condition: (actorId) =>
      sql`(items.sale_price is not null and items.owner_id is not ${actorId})`,
  },
  sellBack: {
    allows: (actor, item) => item.soldFor !== null && isOwner(actor, item),
    condition: (actorId) => sql`(items.sold_for is not null and items.owner_id = ${actorId})`,
  },
  offer: ownerOnly,
  withdraw: ownerOnly,
  edit: ownerOnly,
  changePhotos: ownerOnly,
} satisfies Record<string, Rule>;

/** An action on an item. */
export type ItemAction = keyof typeof may;
