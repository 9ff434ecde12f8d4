/** The longest text to search for, in UTF-16 units: twice as long as any name. */
export const SEARCH_LENGTH = { most: 100 };

/** How many matches of a text are sorted and filtered, the newest first. No list is counted further. */
export const MOST_FOUND = 1_000;

/** How many items one page checks for a filter that no index serves. */
export const MOST_CHECKED = 5_000;
