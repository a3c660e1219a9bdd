/** How many rows the upstream makes up. */
export const CONTACTS = 500;
export const AGENTS = 20;
export const INBOXES = 5;
