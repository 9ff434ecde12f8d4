import { SEARCH_FIELDS, type Search, writeSearch } from '@/lib/shelf/validation';

type Query = Record<string, string | string[] | undefined>;

/** The address of the market that shows a search. */
export function marketAddress(search: Partial<Search>): string {
  return addressWith(writeSearch(search));
}

/** The address of the market with the fields of a query as they were written, to come back to. */
export function addressWith(query: Query): string {
  const kept = SEARCH_FIELDS.flatMap((name) => {
    const value = query[name];
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return kept.length > 0 ? `/market?${new URLSearchParams(kept)}` : '/market';
}
