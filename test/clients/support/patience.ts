/** How long something that will happen may take on a busy machine. */
export const PATIENCE = { timeout: 60_000 };
