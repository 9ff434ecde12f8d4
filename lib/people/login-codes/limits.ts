/** How many letters and digits a login code has, without its dashes. */
export const LOGIN_CODE_LENGTH = 12;

/** How long a login code is valid, in hours. */
export const LOGIN_CODE_HOURS = 24;
