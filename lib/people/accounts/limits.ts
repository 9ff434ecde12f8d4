/** The longest word for credits, in characters. */
export const WORD_LENGTH = { most: 20 };
