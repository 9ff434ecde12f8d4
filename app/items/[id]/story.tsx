import { formatMoment } from '@/lib/dates';
import type { ItemEvent } from '@/lib/ledger/provenance/events';
import type { Provenance } from '@/lib/ledger/provenance/queries';
import { plural } from '@/lib/plural';
import { Credits } from '../../_trade/credits';
import { PersonName } from './person-name';

type Props = {
  provenance: Provenance;
  /** The id of the member who reads. */
  reader: number;
};

/** The history of an item, newest event first. */
export function Story({ provenance: { events, more }, reader }: Props) {
  return (
    <ol className="provenance">
      {events.map((event, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: The events never change their order.
        <li key={index}>
          {more && event.kind === 'added' && (
            <p className="text-soft">What happened between is too much to be told here.</p>
          )}
          <p>
            <Sentence event={event} reader={reader} />
          </p>
          {event.kind === 'edited' && event.field === 'description' && event.before && (
            <details>
              <summary>What it said before</summary>
              <p className="whitespace-pre-line">{event.before}</p>
            </details>
          )}
          <time dateTime={event.at.toISOString()}>{formatMoment(event.at)}</time>
        </li>
      ))}
    </ol>
  );
}

function Sentence({ event, reader }: { event: ItemEvent; reader: number }) {
  if (event.kind === 'account_closed') {
    return 'The account of its owner was closed, and it became the market’s.';
  }
  const who = <PersonName person={event.by} reader={reader} first />;
  switch (event.kind) {
    case 'added':
      return <>{who} added it.</>;
    case 'bought':
      return (
        <>
          {who} bought it from <PersonName person={event.from} reader={reader} /> for{' '}
          <Credits amount={event.price} />.
        </>
      );
    case 'sold_back':
      return (
        <>
          {who} sold it back to the market for <Credits amount={event.price} />.
        </>
      );
    case 'purchase_undone':
      return (
        <>
          {who} took the purchase back: <Credits amount={event.price} /> returned, and the item went
          back to <PersonName person={event.to} reader={reader} />.
        </>
      );
    case 'sell_back_undone':
      return (
        <>
          {who} took the sell-back back: <Credits amount={event.price} /> returned to the market.
        </>
      );
    case 'edited':
      return (
        <>
          {who} {changeIn(event)}.
        </>
      );
  }
}

function changeIn({ field, before, after }: Extract<ItemEvent, { kind: 'edited' }>): string {
  if (field === 'photos') return changeInPhotos(Number(after) - Number(before));
  if (field === 'description') return 'changed the description';
  return `changed the ${field} from ${quoted(before)} to ${quoted(after)}`;
}

function changeInPhotos(more: number): string {
  if (more === 0) return 'put another photo first';
  const count = Math.abs(more);
  const photos = plural(count, { one: 'a photo', other: `${count} photos` });
  return more > 0 ? `added ${photos}` : `removed ${photos}`;
}

const quoted = (text: string) => (text ? `“${text}”` : 'none');
