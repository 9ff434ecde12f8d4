import type { Metadata } from 'next';
import { formatMoment } from '@/lib/dates';
import { listNotices, type Notice } from '@/lib/inbox/notices/queries';
import { sentenceOf } from '@/lib/inbox/notices/sentence';
import type { CreditWords } from '@/lib/money';
import { memberPage } from '@/lib/web/page';
import { pagesBeside, pathAt, positionOf } from '@/lib/web/paging';
import { itemPath } from '@/lib/web/paths';
import { Button, ButtonLink } from '../_ui/button';
import { EmptyState } from '../_ui/empty-state';
import { PageHeading } from '../_ui/page-heading';
import { Pager } from '../_ui/pager';
import { readNoticesAction } from './actions';

export const metadata: Metadata = { title: 'Inbox' };

type Props = PageProps<'/inbox'>;

const pathOf = async ({ searchParams }: Props) => pathAt('/inbox', positionOf(await searchParams));

export default memberPage(pathOf, async (member, { searchParams }: Props) => {
  const position = positionOf(await searchParams);
  const { notices, ...beside } = await listNotices(member.id, position);
  const [newest] = notices;
  return (
    <>
      <PageHeading
        title="Inbox"
        lead="What became of your offers, and of what you have starred."
        aside={
          member.unread > 0 &&
          newest && (
            <form action={readNoticesAction}>
              <input type="hidden" name="up_to" value={newest.id} />
              <Button variant="secondary">Mark all as read</Button>
            </form>
          )
        }
      />
      {notices.length > 0 ? (
        <ol className="story">
          {notices.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} words={member.words} />
          ))}
        </ol>
      ) : beside.previous || beside.next ? (
        <p>Nothing is left on this page.</p>
      ) : (
        <EmptyState title="Nothing has happened yet">
          <p>
            Offer something of yours, or star what you would like to have, and you will read of it
            here.
          </p>
          <ButtonLink href="/market">Go to the market</ButtonLink>
        </EmptyState>
      )}
      <Pager {...pagesBeside('/inbox', beside)} label="Pages of your inbox" />
    </>
  );
});

function NoticeRow({ notice, words }: { notice: Notice; words: CreditWords }) {
  return (
    <li className={notice.isRead ? undefined : 'story-new'}>
      <p>
        {!notice.isRead && <span className="sr-only">New: </span>}
        <a href={itemPath(notice.itemId)}>{notice.itemName}</a>. {sentenceOf(notice, words)}
      </p>
      <time dateTime={notice.createdAt.toISOString()}>{formatMoment(notice.createdAt)}</time>
    </li>
  );
}
