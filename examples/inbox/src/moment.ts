const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** A moment as people here write it; nothing for none. */
export function moment(time: string | null | undefined): string {
  return time == null ? '' : format.format(new Date(time));
}
