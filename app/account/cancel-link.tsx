import { ButtonLink } from '../_ui/button';

/** A link from a form of the account back to the account. */
export function CancelLink() {
  return (
    <ButtonLink variant="secondary" href="/account">
      Cancel
    </ButtonLink>
  );
}
