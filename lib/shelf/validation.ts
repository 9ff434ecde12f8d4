import { z } from 'zod';
import '../jitless.ts';

export const SORTS = ['newest', 'price', '-price', 'name'] as const;
export type Sort = (typeof SORTS)[number];

/** A place in a list: what the item there is sorted by, and its id. */
export type Place = { key: number | string; id: number };

/** What a reader of the market wants to see, as its address says it. */
export type Wanted = {
  /** Empty = everything. */
  q: string;
  from: 'market' | 'members' | null;
  affordable: boolean;
  category: string | null;
  /** What has come up for sale since the last visit. */
  new: boolean;
  sort: Sort;
  /** The page that follows this place, in the order that is sorted by; else the one before `before`. */
  after: Place | null;
  before: Place | null;
};

/** The longest text that is searched for, in UTF-16 units: twice what any name takes. */
export const SEARCH_LENGTH = { most: 100 };

const ticked = z
  .literal('1')
  .transform(() => true)
  .catch(false);

const address = z.object({
  q: z
    .string()
    .transform((text) =>
      text
        .normalize('NFC')
        .replace(/\p{Cc}/gu, ' ')
        .trim(),
    )
    .transform((text) => text.slice(0, SEARCH_LENGTH.most).trim())
    .catch(''),
  from: z.enum(['market', 'members']).nullable().catch(null),
  affordable: ticked,
  category: z
    .string()
    .transform((name) => name || null)
    .catch(null),
  new: ticked,
  sort: z.enum(SORTS).catch('newest'),
  after: z.string().nullable().catch(null),
  before: z.string().nullable().catch(null),
});

/** What an address asks for. Nothing in it is refused: what can't be read is not asked for. */
export function wantedOf(query: Record<string, string | string[] | undefined>): Wanted {
  const { after, before, ...wanted } = address.parse(query);
  return { ...wanted, after: placeOf(after, wanted.sort), before: placeOf(before, wanted.sort) };
}

/** A place as it stands in an address. */
export function placeText({ key, id }: Place): string {
  return `${key}~${id}`;
}

function placeOf(text: string | null, sort: Sort): Place | null {
  const [, key = '', id] = /^(.{0,100})~(\d{1,15})$/su.exec(text ?? '') ?? [];
  if (id === undefined) return null;
  if (sort === 'name') return { key, id: Number(id) };
  return /^\d{1,15}$/.test(key) ? { key: Number(key), id: Number(id) } : null;
}
