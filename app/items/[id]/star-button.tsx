import { Button } from '../../_ui/button';
import { StarIcon } from '../../_ui/icons';
import { starAction } from '../actions';

type StarButtonProps = { item: { id: number; name: string }; starred: boolean };

/** The button that stars an item, or removes the star. */
export function StarButton({ item, starred }: StarButtonProps) {
  const verb = starred ? 'Unstar' : 'Star';
  return (
    <form action={starAction}>
      <input type="hidden" name="item" value={item.id} />
      <input type="hidden" name="to" value={starred ? 'unstarred' : 'starred'} />
      <Button variant="quiet" aria-label={`${verb} ${item.name}`}>
        <StarIcon filled={starred} />
        {verb}
      </Button>
    </form>
  );
}
