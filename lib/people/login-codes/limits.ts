/** How many letters and digits a login code has; the dashes between its groups do not count. */
export const LOGIN_CODE_LENGTH = 12;

/** How long a login code can be used, in hours. */
export const LOGIN_CODE_HOURS = 24;
