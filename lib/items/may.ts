import { type SQL, sql } from 'drizzle-orm';

/** Who acts. */
type Actor = { id: number };

/** What the rules look at. */
type Standing = {
  /** Null = the market. */
  ownerId: number | null;
  /** Null = the item is not for sale. */
  salePrice: number | null;
  /** What the market was paid for the item. Null = the market does not take the item back. */
  soldFor: number | null;
};

/** One rule, for pages and for SQL. The test beside this file compares the two. */
type Rule = {
  allows: (actor: Actor, item: Standing) => boolean;
  /**
   * The same as a condition on the table `items`, for the statement that acts. It takes the id alone:
   * what else a rule may need of the actor, such as a role, the statement reads at that moment.
   */
  condition: (actorId: number) => SQL;
};

/** Whether somebody owns an item. */
export function isOwner({ id }: Actor, { ownerId }: Pick<Standing, 'ownerId'>): boolean {
  return ownerId === id;
}

const ownerOnly: Rule = {
  allows: isOwner,
  condition: (actorId) => sql`items.owner_id = ${actorId}`,
};

/** Who may do what to which item. */
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

/** Something that can be done to an item. */
export type Deed = keyof typeof may;
