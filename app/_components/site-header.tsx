'use client';

import Link from 'next/link';
import { inCredits } from '@/lib/money';
import { TagMark } from './tag-mark.tsx';

type SiteHeaderProps = { member: { username: string; budget: number } | null };

/** The awning over every page: where to go, who is here, and what they have to spend. */
export function SiteHeader({ member }: SiteHeaderProps) {
  return (
    <header className="site-header">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Link prefetch={false} href="/" className="wordmark">
        <TagMark />
        Market
      </Link>
      <nav aria-label="Main" className="site-nav">
        <Link prefetch={false} href="/market" className="site-link">
          For sale
        </Link>
        {member ? (
          <Link prefetch={false} href="/items" className="site-link">
            Your items
          </Link>
        ) : null}
      </nav>
      {member ? <MemberArea {...member} /> : <VisitorArea />}
    </header>
  );
}

function MemberArea({ username, budget }: { username: string; budget: number }) {
  return (
    <div className="site-member">
      <span className="tag">
        <span className="sr-only">Your budget: </span>
        {inCredits(budget)}
      </span>
      <span className="site-name">{username}</span>
      <form method="post" action="/logout">
        <button type="submit" className="site-link">
          Log out
        </button>
      </form>
    </div>
  );
}

function VisitorArea() {
  return (
    <div className="site-member">
      <Link prefetch={false} href="/login" className="site-link">
        Log in
      </Link>
      <Link prefetch={false} href="/register" className="site-link">
        Create account
      </Link>
    </div>
  );
}
