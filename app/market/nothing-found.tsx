import type { Filters } from '@/lib/shelf/filters';
import { MOST_CHECKED } from '@/lib/shelf/limits';
import type { ShelfPage } from '@/lib/shelf/queries';
import type { Search } from '@/lib/shelf/validation';
import { ButtonLink } from '../_ui/button';
import { EmptyState } from '../_ui/empty-state';
import { marketAddress } from './address';

/** What the link says that leaves out this field of the search. */
const WITHOUT: Record<keyof Filters, string> = {
  affordable: 'whatever it costs',
  new: 'what was there before, too',
  category: 'in every category',
  from: 'from everybody',
};

type NothingFoundProps = { search: Search; page: Pick<ShelfPage, 'found' | 'previous' | 'next'> };

/** A page without items: why it is empty, and what to try. */
export function NothingFound({ search, page }: NothingFoundProps) {
  const firstPage = { ...search, after: null, before: null };
  const wider = widerSearches(firstPage);
  if (page.found > 0) {
    return (
      <EmptyState title="Nothing is left on this page">
        <p>What was here has been sold meanwhile, or the list has come to its end.</p>
        <ButtonLink href={marketAddress(firstPage)}>To the first page</ButtonLink>
      </EmptyState>
    );
  }
  if (page.next || page.previous) {
    return (
      <EmptyState title="Nothing like that so far">
        <p>
          {MOST_CHECKED.toLocaleString('en')} items have been looked through, and there are more.
        </p>
      </EmptyState>
    );
  }
  if (wider.length === 0) {
    return (
      <EmptyState title="The shelves are empty">
        <p>Everything has been sold. Sell something back, or come by again later.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={search.q ? `Nothing found for “${search.q}”` : 'Nothing like that is for sale'}
    >
      <p>
        {search.q
          ? 'Try fewer words, or only how one of them begins. Or look further:'
          : 'Look further:'}
      </p>
      <ul className="loosen">
        {wider.map(([label, address]) => (
          <li key={address}>
            <a href={address}>{label}</a>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}

// The search without each of these fields, without its text, and without all of them.
function widerSearches(search: Search): [label: string, address: string][] {
  const links: [string, string][] = [];
  const without = (label: string, less: Partial<Search>) =>
    links.push([label, marketAddress({ ...search, ...less })]);
  for (const [name, label] of Object.entries(WITHOUT)) {
    if (search[name as keyof Filters]) without(label, { [name]: undefined });
  }
  if (search.q && links.length > 0) without(`without “${search.q}”`, { q: '' });
  if (search.q || links.length > 1) links.push(['everything for sale', '/market']);
  return links;
}
