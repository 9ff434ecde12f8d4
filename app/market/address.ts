import { placeText, type Wanted } from '@/lib/shelf/validation';

type Query = Record<string, string | string[] | undefined>;

const PARAMETERS = ['q', 'from', 'category', 'affordable', 'new', 'sort', 'after', 'before'];

/** The address of the market that shows this; what would say nothing new is left out of it. */
export function marketAddress(wanted: Partial<Wanted>): string {
  const { q, from, category, affordable, new: isNew, sort, after, before } = wanted;
  return addressWith({
    q: q || undefined,
    from: from ?? undefined,
    category: category ?? undefined,
    affordable: affordable ? '1' : undefined,
    new: isNew ? '1' : undefined,
    sort: sort === 'newest' ? undefined : sort,
    after: after ? placeText(after) : undefined,
    before: before ? placeText(before) : undefined,
  });
}

/** The address that was asked for, as it was written, to come back to. */
export function addressWith(query: Query): string {
  const kept = PARAMETERS.flatMap((name) => {
    const value = query[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return kept.length > 0 ? `/market?${new URLSearchParams(kept)}` : '/market';
}
