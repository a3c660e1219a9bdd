const object = (raw: unknown) => (typeof raw === 'object' && raw !== null ? raw : {});

/** The part of a chat's payload that is about one thing in it: `raw` of a contact shows no messages. */
export function fieldsOf(raw: unknown, names: RegExp): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object(raw)).filter(([name]) => names.test(name)));
}
