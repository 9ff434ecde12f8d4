import { CloseIcon, DangerIcon, InfoIcon, SuccessIcon, WarningIcon } from './icons.tsx';

type FlashMessage = { category: 'success' | 'info' | 'warning' | 'danger'; text: string };

const ICONS = {
  success: SuccessIcon,
  info: InfoIcon,
  warning: WarningIcon,
  danger: DangerIcon,
};

type FlashListProps = {
  messages: readonly FlashMessage[];
  /** Called with the message's place in the list. Without it there is no button. */
  onDismiss?: (index: number) => void;
};

/** What just happened, one banner a message. The region is always there, so that it is announced. */
export function FlashList({ messages, onDismiss }: FlashListProps) {
  return (
    <div role="status" aria-live="polite" className="flashes">
      {messages.map(({ category, text }, index) => {
        const CategoryIcon = ICONS[category];
        return (
          <div key={`${category} ${text}`} className={`notice notice-${category}`}>
            <CategoryIcon />
            <p>{text}</p>
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
