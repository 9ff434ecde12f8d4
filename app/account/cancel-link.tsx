import { ButtonLink } from '../_ui/button';

/** Out of a form of the account, with nothing changed. */
export function WayBack() {
  return (
    <ButtonLink variant="secondary" href="/account">
      Cancel
    </ButtonLink>
  );
}
