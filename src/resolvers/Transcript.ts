import { participantsOf } from '../data-sources/transcripts.ts';
import { transcriptText } from '../data-sources/transcript-text.ts';
import type { TranscriptResolvers } from '../generated/resolvers-types.ts';

export const Transcript: TranscriptResolvers = {
  entryCount: ({ entries }) => entries.length,
  participants: ({ entries }) => participantsOf(entries),
  startedAt: ({ entries }) => entries[0]?.createdAt ?? null,
  endedAt: ({ entries }) => entries.at(-1)?.createdAt ?? null,
  text: ({ entries }, { format }) => transcriptText(entries, format),
};
