/** The longest that `setTimeout` can wait, in milliseconds: what is to wait for longer is called at once. */
export const LONGEST_TIMEOUT = 2 ** 31 - 1;
