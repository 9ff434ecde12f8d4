import type { ReactNode } from 'react';
import { MarketStall } from './market-stall.tsx';

type HomeHeroProps = { artworks: readonly string[]; actions: ReactNode };

/** The first thing a visitor sees: what this is, in ten seconds. */
export function HomeHero({ artworks, actions }: HomeHeroProps) {
  return (
    <section className="hero bleed">
      <div className="hero-words">
        <h1>A market of your own, in credits of your own.</h1>
        <p>
          For a class, a club, an office or a guild. Everyone starts with a budget, buys what is on
          the shelves and sells it back. No real money, ever.
        </p>
        <div className="flex flex-wrap gap-3">{actions}</div>
      </div>
      {artworks.length > 0 && <MarketStall artworks={artworks} />}
    </section>
  );
}

type MemberHeroProps = { username: string; lead: ReactNode; actions: ReactNode };

/** The first thing a member sees: their name, and what they have. */
export function MemberHero({ username, lead, actions }: MemberHeroProps) {
  return (
    <section className="hero hero-member bleed">
      <div className="hero-words">
        <h1>Hello, {username}</h1>
        <p>{lead}</p>
      </div>
      <div className="flex flex-wrap gap-3">{actions}</div>
    </section>
  );
}
