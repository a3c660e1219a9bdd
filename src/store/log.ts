/** What this room asks of a logger; pino has it. */
export interface Log {
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}
