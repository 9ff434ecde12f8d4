import type { AppError, ErrorCode, ErrorDetails } from './errors.ts';
import { type CreditWords, formatCredits, inCredits } from './money.ts';
import { plural } from './plural.ts';
import { isPlainLine } from './text.ts';

/** The name of a file in a sentence. Long or unreadable names are replaced. */
function fileName(name: unknown): string {
  return typeof name === 'string' && name && name.length <= 80 && isPlainLine(name)
    ? `“${name}”`
    : 'One of the files';
}

/** @param megabytes the highest allowed size of a photo */
export function photoTooLarge(name: unknown, megabytes: unknown): string {
  return `${fileName(name)} has more than ${megabytes} MB. Make it smaller, or choose another one.`;
}

/**
 * @param limit the highest number of photos of an item
 * @param had the number of photos that the item has now
 */
export function tooManyPhotos(limit: number, had = 0): string {
  const most = `An item has at most ${limit} photos`;
  if (had === 0) return `${most}. Choose fewer of them.`;
  const room = limit - had;
  return room > 0
    ? `${most}, and this one has ${had}. Choose ${room} at most, or remove some first.`
    : `${most}, and this one has them. Remove one first.`;
}

const SENTENCES: Record<ErrorCode, (details: ErrorDetails, words: CreditWords) => string> = {
  ITEM_NOT_FOUND: () => 'There is no such item. It may have been taken off the market.',
  ITEM_TAKEN: ({ name }) => `${name} has just been sold to somebody else. You paid nothing.`,
  ITEM_NOT_OFFERED: ({ name }) =>
    `${name} is not for sale now: its owner keeps it. You paid nothing.`,
  ITEM_ALREADY_YOURS: ({ name }) => `${name} is yours already. You paid nothing.`,
  NOT_YOUR_ITEM: ({ name }) => `${name} is not yours to sell.`,
  NOT_YOURS_TO_EDIT: ({ name }) => `${name} is not yours to change.`,
  UNKNOWN_CATEGORY: () => 'There is no such category. Choose one of the list.',
  TOO_MANY_ADDED: ({ most }) =>
    `You have added ${most} items within a day, which is as many as one member can. Add this one tomorrow.`,
  TOO_MANY_EDITED: ({ most }) =>
    `You have made ${most} changes to your items within a day, which is as many as one member can. Save this one tomorrow.`,
  NO_PHOTO: () => 'Choose at least one photo.',
  TOO_MANY_PHOTOS: ({ most, had = 0 }) => tooManyPhotos(Number(most), Number(had)),
  PHOTO_NOT_FOUND: () => 'There is no such photo of this item. It may have been removed.',
  PHOTO_TOO_LARGE: ({ name, most }) => photoTooLarge(name, most),
  PHOTO_TOO_MANY_PIXELS: ({ name, most }) =>
    `${fileName(name)} has more than ${most} million pixels. Make it smaller, or choose another one.`,
  PHOTO_WRONG_TYPE: ({ name }) =>
    `${fileName(name)} is not a photo that the market can read. Choose a JPEG, PNG, WebP or AVIF.`,
  PHOTO_HEIC: ({ name }) =>
    `${fileName(name)} is a HEIC photo, which the market can’t read. Save it as JPEG, or set the camera to “Most Compatible”.`,
  PHOTO_MOVES: ({ name }) => `${fileName(name)} is a moving picture. Choose one that stands still.`,
  PHOTO_UNREADABLE: ({ name }) =>
    `${fileName(name)} is empty, damaged or cut off, so it can’t be read. Choose another one.`,
  PHOTOS_BUSY: () => 'Many photos are being prepared at this moment. Try again in a few seconds.',
  NEVER_SOLD_BY_MARKET: ({ name }) => `The market did not sell ${name}, so it can’t take it back.`,
  INSUFFICIENT_BUDGET: ({ name, price, budget }, words) =>
    `You don’t have enough ${words.many} to buy ${name}: it costs ${formatCredits(Number(price))} and your budget is ${inCredits(Number(budget), words)}.`,
  PRICE_CHANGED: ({ name, seen, price }, words) =>
    `The price of ${name} has changed from ${formatCredits(Number(seen))} to ${inCredits(Number(price), words)}. Nothing has happened; look again and decide.`,
  KEY_REUSED: () => 'This form was used for something else already. Open the page again and retry.',
  TOO_MANY_STARS: ({ most }) => `You have marked ${most} items already. Take a mark away first.`,
  NOTHING_TO_UNDO: () => 'There is no such trade of yours to undo.',
  TOO_LATE_TO_UNDO: ({ name }) =>
    `A trade can be undone for five minutes. That of ${name} is older; it stays.`,
  CHANGED_SINCE: ({ name }) =>
    `Something else has happened to ${name} since, so the trade can’t be undone.`,
  CREDITS_ARE_SPENT: ({ name }, { many }) =>
    `The ${many} paid for ${name} have been spent already, so the trade can’t be undone.`,
  USERNAME_TAKEN: () => 'This username is taken. Please choose another one.',
  EMAIL_TAKEN: () => 'There is already an account with this email address.',
  USERNAME_AND_EMAIL_TAKEN: () => 'This username and this email address are taken already.',
  WRONG_CREDENTIALS: () => 'Login failed. Check username and password.',
  WRONG_PASSWORD: () => 'This is not your current password.',
  WRONG_LOGIN_CODE: () =>
    'This code is wrong, used or too old. Check each letter, or ask whoever runs the market for a new one.',
  MEMBER_NOT_FOUND: ({ name }) =>
    `No member is called “${name}”. An account that was closed can’t be opened again.`,
  TOO_MANY_ATTEMPTS: ({ minutes }) =>
    `Too many wrong attempts. Try again in ${minutes} ${plural(Number(minutes), { one: 'minute', other: 'minutes' })}.`,
  FOREIGN_ORIGIN: () => 'This form was sent from another site, so nothing was done.',
  UNREADABLE_FORM: () => 'This form can’t be read, so nothing was done.',
  BUSY: () => 'Too many people are logging in at this moment. Try again in a few seconds.',
  DATABASE_BUSY: () =>
    'The market’s database is busy. Nothing has happened; try again in a moment.',
  DATABASE_UNAVAILABLE: () => 'The market’s database can’t be reached. Nothing has happened.',
  DATABASE_IN_USE: ({ file, pid, address, version }) =>
    address
      ? `A server already runs on ${file}: process ${pid}, Market ${version}, at ${address}. Stop it first.`
      : `Another command, process ${pid}, is at work on ${file}. Wait until it has ended.`,
  DATABASE_MISSING: ({ file }) =>
    `There is no database at ${file}. If DATABASE_URL names the right place, a start of the market makes it, or the command “create”.`,
  NOT_A_MARKET: ({ file }) => `${file} has no market in it, and is left as it is.`,
  DATABASE_IS_OLDER: ({ file, theirs, ours }) =>
    `${file} is of an earlier version${theirs ? ` (${theirs})` : ''} than this one (${ours}). A start of the market brings it up to date, or the command “create”.`,
  DATABASE_IS_NEWER: ({ file, theirs, ours }) =>
    `${file} was last used by Market ${theirs || 'of a later version'}, and this is Market ${ours}, which can’t read it. Update this market, or go back to a copy that was kept before the update.`,
  FOREIGN_LOG: ({ file }) =>
    `The log ${file}-wal may be of another database than ${file}, so nothing was opened. A start of the market looks at it, or the command “create”, and moves it aside if it is.`,
  MIGRATIONS_MISSING: ({ folder }) =>
    `The folder ${folder}, which says how a database is made, is missing or not whole. Install the market anew.`,
  MISCONFIGURED: () => 'The market is not set up correctly. Please tell its operator.',
};

/**
 * The sentence for an error: what happened, and what the reader can do.
 * @param words the reader's words for credits
 */
export function messageFor(error: AppError, words: CreditWords): string {
  return SENTENCES[error.code](error.details, words);
}
