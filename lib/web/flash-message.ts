export type FlashCategory = 'success' | 'info' | 'warning' | 'danger';

/** A message for the next page that a client opens. */
export type FlashMessage = {
  category: FlashCategory;
  text: string;
  /** The id of the transfer that the button “Undo” beside the message takes back. */
  undo?: number | undefined;
};

/** The cookie that carries messages to the next page. */
export const FLASH_COOKIE = 'market-flash';
