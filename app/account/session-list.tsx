import { formatMoment } from '@/lib/dates';
import type { ListedSession } from '@/lib/people/sessions/queries';
import { Button } from '../_ui/button';
import { endOthersAction, endSessionAction } from './actions';

/** The sessions of a member, with buttons to end them. */
export function SessionList({ sessions }: { sessions: readonly ListedSession[] }) {
  return (
    <>
      <ul className="sessions">
        {sessions.map(({ id, device, begunAt, lastUsedAt, current }) => (
          <li key={id}>
            <div>
              <p className="font-semibold">
                {device ?? 'Unknown device'}
                {current && ', this session'}
              </p>
              <p className="hint">
                Last used {formatMoment(lastUsedAt)}, begun {formatMoment(begunAt)}
              </p>
            </div>
            {!current && (
              <form action={endSessionAction}>
                <input type="hidden" name="session" value={id} />
                <Button
                  variant="secondary"
                  aria-label={`End this session: ${device ?? 'Unknown device'}`}
                >
                  End this session
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <form action={endOthersAction}>
          <Button variant="secondary">End all others</Button>
        </form>
      )}
    </>
  );
}
