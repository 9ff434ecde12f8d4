'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { CREDITS, type CreditWords, inCredits } from '@/lib/money';

const Words = createContext<CreditWords>(CREDITS);

type ProviderProps = { words: CreditWords; children: ReactNode };

/** Gives the reader's words for credits to every `Credits` inside. */
export function CreditWordsProvider({ words, children }: ProviderProps) {
  return <Words value={words}>{children}</Words>;
}

/** An amount in the reader's words, such as “1,234 credits”. */
export function Credits({ amount }: { amount: number }) {
  return inCredits(amount, useContext(Words));
}

/** The reader's word for several credits. */
export function CreditsWord() {
  return useContext(Words).many;
}
