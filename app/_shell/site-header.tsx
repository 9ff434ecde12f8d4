'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { Credits } from '../_trade/credits';
import { TagMark } from './tag-mark.tsx';

type HeaderMember = { username: string; budget: number; unread: number };

type SiteHeaderProps = { member: HeaderMember | null };

/** The header of every page: the navigation, the member and the member's budget. */
export function SiteHeader({ member }: SiteHeaderProps) {
  return (
    <header className="site-header">
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <Link prefetch={false} href="/" className="wordmark">
        <TagMark />
        <span>Market</span>
      </Link>
      <nav aria-label="Main" className="site-nav">
        <NavLink href="/market">For sale</NavLink>
        {member ? <MemberLinks unread={member.unread} /> : null}
      </nav>
      {member ? <MemberArea {...member} /> : <VisitorArea />}
    </header>
  );
}

function NavLink({ href, children }: { href: string; children: ReactNode }) {
  const here = usePathname() === href;
  return (
    <Link
      prefetch={false}
      href={href}
      className="site-link"
      aria-current={here ? 'page' : undefined}
    >
      {children}
    </Link>
  );
}

function MemberLinks({ unread }: { unread: number }) {
  return (
    <>
      <NavLink href="/items">Your items</NavLink>
      <NavLink href="/stars">Starred</NavLink>
      <NavLink href="/inbox">
        Inbox
        {unread > 0 && (
          <span className="site-count">
            {unread}
            <span className="sr-only"> unread</span>
          </span>
        )}
      </NavLink>
    </>
  );
}

function MemberArea({ username, budget }: HeaderMember) {
  return (
    <div className="site-member">
      <Link prefetch={false} href="/statement" className="tag">
        <span className="sr-only">Your budget: </span>
        <Credits amount={budget} />
      </Link>
      <Link prefetch={false} href="/account" className="site-name">
        {username}
      </Link>
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
