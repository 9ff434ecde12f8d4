import type { ShelfPage } from '@/lib/shelf/queries';
import { MOST_LOOKED_AT } from '@/lib/shelf/sql';
import type { Wanted } from '@/lib/shelf/validation';
import { ButtonLink } from '../_ui/button';
import { EmptyState } from '../_ui/empty-state';
import { marketAddress } from './address';

type NothingFoundProps = { wanted: Wanted; page: Pick<ShelfPage, 'found' | 'previous' | 'next'> };

/** A page without items: why, and what to try. */
export function NothingFound({ wanted, page }: NothingFoundProps) {
  const { after: _, before: __, ...first } = wanted;
  const looser = loosened(first);
  if (page.found > 0) {
    return (
      <EmptyState title="Nothing is left on this page">
        <p>What was here has been sold meanwhile, or the list has come to its end.</p>
        <ButtonLink href={marketAddress(first)}>To the first page</ButtonLink>
      </EmptyState>
    );
  }
  if (page.next || page.previous) {
    return (
      <EmptyState title="Nothing like that so far">
        <p>
          {MOST_LOOKED_AT.toLocaleString('en')} items have been looked through, and there are more.
        </p>
      </EmptyState>
    );
  }
  if (looser.length === 0) {
    return (
      <EmptyState title="The shelves are empty">
        <p>Everything has been sold. Sell something back, or come by again later.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={wanted.q ? `Nothing found for “${wanted.q}”` : 'Nothing like that is for sale'}
    >
      <p>
        {wanted.q
          ? 'Try fewer words, or only how one of them begins. Or look further:'
          : 'Look further:'}
      </p>
      <ul className="loosen">
        {looser.map(([label, address]) => (
          <li key={address}>
            <a href={address}>{label}</a>
          </li>
        ))}
      </ul>
    </EmptyState>
  );
}

// One wish less, each; and without any.
function loosened(wanted: Partial<Wanted>): [label: string, address: string][] {
  const { q, from, category, affordable, new: isNew } = wanted;
  const links: [string, string][] = [];
  const without = (label: string, less: Partial<Wanted>) =>
    links.push([label, marketAddress({ ...wanted, ...less })]);
  if (affordable) without('whatever it costs', { affordable: false });
  if (isNew) without('what was there before, too', { new: false });
  if (category) without('in every category', { category: null });
  if (from) without('from everybody', { from: null });
  if (q && links.length > 0) without(`without “${q}”`, { q: '' });
  if (q || links.length > 1) links.push(['everything for sale', '/market']);
  return links;
}
