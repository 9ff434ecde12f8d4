import type { Person } from '@/lib/ledger/provenance/events';
import { memberPath } from '@/lib/web/paths';

type Props = {
  /** Null = the market. */
  person: Person | null;
  /** Who is reading. */
  reader: number;
  /** Whether a sentence begins with it. */
  first?: boolean;
};

/** Who it was: a member with a page of their own, the reader, the market, or nobody any more. */
export function PersonName({ person, reader, first }: Props) {
  if (!person) return first ? 'The market' : 'the market';
  if (person.id === reader) return first ? 'You' : 'you';
  if (person.closedAt) return person.name;
  return <a href={memberPath(person.name)}>{person.name}</a>;
}
