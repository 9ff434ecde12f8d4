import { ButtonLink } from '../_ui/button';

/** Leaves a form of the account; nothing is changed. */
export function CancelLink() {
  return (
    <ButtonLink variant="secondary" href="/account">
      Cancel
    </ButtonLink>
  );
}
