/** Lengths in Unicode code points. */
export const NAME_LENGTH = { most: 50 };
export const BARCODE_LENGTH = { most: 12 };
export const DESCRIPTION_LENGTH = { most: 1024 };
export const CATEGORY_LENGTH = { most: 30 };
