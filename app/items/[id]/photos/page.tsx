import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { MOST_PHOTOS } from '@/lib/items/photos/limits';
import { listPhotos } from '@/lib/items/photos/queries';
import { handedOverState } from '@/lib/web/forms/plain-post';
import { page } from '@/lib/web/page';
import { requireMember } from '@/lib/web/session/member';
import { ButtonLink } from '../../../_ui/button';
import { AuthCard } from '../../../_ui/narrow-sheet';
import { requireItem } from '../item';
import { AddPhotosForm } from './add-photos-form';
import { OwnPhotos } from './own-photos';

export async function generateMetadata({
  params,
}: PageProps<'/items/[id]/photos'>): Promise<Metadata> {
  const item = await requireItem((await params).id).catch(() => null);
  return { title: item ? `Photos of ${item.name}` : 'Photos' };
}

export default page(async ({ params }: PageProps<'/items/[id]/photos'>) => {
  const { id } = await params;
  const member = await requireMember(`/items/${encodeURIComponent(id)}/photos`);
  const item = await requireItem(id);
  if (item.ownerId !== member.id) redirect(`/items/${item.id}`);
  const photos = await listPhotos(item.id);
  const room = MOST_PHOTOS - photos.length;
  const sent = await handedOverState();
  return (
    <AuthCard
      title={`Photos of ${item.name}`}
      lead="Members see them; whoever is not logged in sees the drawing."
    >
      {photos.length > 0 && <OwnPhotos item={item} photos={photos} />}
      {room > 0 ? (
        <AddPhotosForm
          // Another form once it has been done.
          key={photos.map(({ id }) => id).join()}
          itemId={item.id}
          start={{ ...sent, values: { key: randomUUID(), ...sent.values, item: String(item.id) } }}
          hint={`${photos.length === 0 ? 'Up to' : 'Room for'} ${room}, of 10 MB at most each. Place and camera are removed from them.`}
        />
      ) : (
        <p className="text-soft">These are as many as an item can have.</p>
      )}
      <ButtonLink variant="secondary" href={`/items/${item.id}`}>
        Back to the item
      </ButtonLink>
    </AuthCard>
  );
});
