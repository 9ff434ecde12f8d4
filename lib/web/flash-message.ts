export type FlashCategory = 'success' | 'info' | 'warning' | 'danger';

/** A message for the next page that a client opens. */
export type FlashMessage = {
  category: FlashCategory;
  text: string;
  /** The transfer that a button beside the message takes back. */
  undo?: number | undefined;
};

/** The cookie that carries messages to the next page. */
export const FLASH_COOKIE = 'market-flash';
