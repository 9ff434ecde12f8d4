import type { FlashMessage } from '@/lib/web/flash-message';
import { Button } from '../_ui/button.tsx';
import { CloseIcon, DangerIcon, InfoIcon, SuccessIcon, WarningIcon } from '../_ui/icons.tsx';

const ICONS = {
  success: SuccessIcon,
  info: InfoIcon,
  warning: WarningIcon,
  danger: DangerIcon,
};

type FlashListProps = {
  messages: readonly FlashMessage[];
  /** The action of the button “Undo”, and the path to come back to. Absent: no such button. */
  undo?: { action: (data: FormData) => Promise<void>; back: string };
  /** Called with the index of the message when the reader closes it. Absent: no such button. */
  onDismiss?: (index: number) => void;
};

/**
 * The messages, each in a banner. Screen readers announce them only in a region that is always
 * there.
 */
export function FlashList({ messages, undo: undoing, onDismiss }: FlashListProps) {
  return (
    <div role="status" aria-live="polite" className="flashes">
      {messages.map(({ category, text, undo }, index) => {
        const CategoryIcon = ICONS[category];
        return (
          <div key={`${category} ${text}`} className={`notice notice-${category}`}>
            <CategoryIcon />
            <p>{text}</p>
            {undo && undoing ? (
              <form action={undoing.action} className="notice-action">
                <input type="hidden" name="transfer" value={undo} />
                <input type="hidden" name="back" value={undoing.back} />
                <Button variant="secondary">Undo</Button>
              </form>
            ) : null}
            {onDismiss ? (
              <button
                type="button"
                className="notice-close"
                aria-label="Dismiss"
                onClick={() => onDismiss(index)}
              >
                <CloseIcon />
              </button>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
