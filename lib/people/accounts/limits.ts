/** The longest word for credits, in Unicode code points. */
export const WORD_LENGTH = { most: 20 };
