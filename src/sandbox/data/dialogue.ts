/** Who says a line. A note is written by an agent for agents; `bot` speaks before an agent takes over. */
export type Speaker = 'customer' | 'agent' | 'bot' | 'note';

/**
 * A conversation as it often goes. Words in braces are filled in per conversation: {customer}, {agent},
 * {order}, {product}, {amount}, {city}, {tracking}, {plan}, {date}.
 */
export interface Dialogue {
  title: string;
  lines: [Speaker, string][];
}
