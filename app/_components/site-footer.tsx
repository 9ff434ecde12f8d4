import Link from 'next/link';

export function SiteFooter() {
  return (
    <footer className="site-footer">
      <p>
        A market that its own members run, in credits that are worth something only here.{' '}
        <Link prefetch={false} href="/market">
          See what is for sale
        </Link>
      </p>
    </footer>
  );
}
