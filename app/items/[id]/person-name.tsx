import type { Person } from '@/lib/ledger/provenance/events';
import { memberPath } from '@/lib/web/paths';

type Props = {
  /** Null stands for the market. */
  person: Person | null;
  /** The id of the member who reads the page. */
  reader: number;
  /** Whether a sentence begins with the name. */
  first?: boolean;
};

/**
 * The name of a person: “you” for the reader, the market, or a member with a link to their page.
 */
export function PersonName({ person, reader, first }: Props) {
  if (!person) return first ? 'The market' : 'the market';
  if (person.id === reader) return first ? 'You' : 'you';
  if (person.closedAt) return person.name;
  return <a href={memberPath(person.name)}>{person.name}</a>;
}
