'use client';

import { createContext, type ReactNode, useContext } from 'react';
import { CREDITS, type CreditWords, inCredits } from '@/lib/money';

const Words = createContext<CreditWords>(CREDITS);

type ProviderProps = { words: CreditWords; children: ReactNode };

/** Tells every `Credits` below it what its reader calls credits. */
export function CreditWordsProvider({ words, children }: ProviderProps) {
  return <Words value={words}>{children}</Words>;
}

/** What the reader calls credits, for a text that can hold no component. */
export function useCreditWords(): CreditWords {
  return useContext(Words);
}

/** An amount in the reader's words, such as “1,234 credits”. */
export function Credits({ amount }: { amount: number }) {
  return inCredits(amount, useContext(Words));
}

/** The reader's word for several credits. */
export function CreditsWord() {
  return useContext(Words).many;
}
