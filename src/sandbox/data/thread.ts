import { day, hour, minute, second } from '../shared/time.ts';
import { accountDialogues, followUps } from './account-dialogues.ts';
import type { Dialogue, Speaker } from './dialogue.ts';
import { orderDialogues } from './order-dialogues.ts';
import type { Random } from './random.ts';

export interface Line {
  from: Speaker;
  text: string;
  /** Epoch milliseconds, whole seconds. */
  at: number;
}

export interface Thread {
  title: string;
  /** Oldest first, never empty. */
  lines: Line[];
}

interface ThreadPlan {
  customer: string;
  agent: string;
  /** Epoch milliseconds of the last line. */
  endsAt: number;
  /** Number of lines; left out: one whole dialogue. */
  length?: number;
}

const dialogues = [...orderDialogues, ...accountDialogues];
const products =
  'espresso machine,desk lamp,rain jacket,trail shoes,oak shelf,bike light,travel mug,headphones'.split(',');
const monthAndDay = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', timeZone: 'UTC' });

/** A believable exchange that ends at a given moment. */
export function writeThread(random: Random, plan: ThreadPlan): Thread {
  const chosen = chain(random, plan.length);
  const facts = factsOf(random, plan);
  const lines: Line[] = [];
  for (const dialogue of chosen) {
    for (const [index, [from, text]] of dialogue.lines.entries()) {
      const pause = index === 0 ? random.number.int({ min: 5, max: 26 }) * hour : pauseBefore(random, from);
      lines.push({ from, text: fill(text, facts), at: pause });
    }
  }
  const kept = lines.slice(0, plan.length ?? lines.length);
  date(kept, plan.endsAt);
  return { title: fill(chosen[0]?.title ?? '', facts), lines: kept };
}

function chain(random: Random, length = 1): Dialogue[] {
  const chosen: Dialogue[] = [];
  let lines = 0;
  while (lines < length) {
    const next = random.helpers.arrayElement(chosen.length === 0 ? dialogues : [...dialogues, ...followUps]);
    chosen.push(next);
    lines += next.lines.length;
  }
  return chosen;
}

function pauseBefore(random: Random, from: Speaker): number {
  // Now and then two lines fall into one second, as they do with bots and pasted texts.
  if (from === 'note') return 0;
  const [min, max] = from === 'customer' ? [20 * second, 9 * minute] : [30 * second, 14 * minute];
  return Math.floor(random.number.int({ min, max }) / second) * second;
}

/** Turns the pauses before the lines into moments, counted back from the last one. */
function date(lines: Line[], endsAt: number): void {
  let at = Math.floor(endsAt / second) * second;
  for (const line of lines.toReversed()) {
    const pause = line.at;
    line.at = at;
    at -= pause;
  }
}

function factsOf(random: Random, plan: ThreadPlan): Record<string, string> {
  return {
    customer: plan.customer,
    agent: plan.agent,
    order: random.string.numeric({ length: 5, allowLeadingZeros: false }),
    product: random.helpers.arrayElement(products),
    amount: `$${random.commerce.price({ min: 9, max: 240 })}`,
    city: random.location.city(),
    tracking: `XY${random.string.numeric(7)}`,
    plan: random.helpers.arrayElement(['Starter', 'Team', 'Business']),
    date: monthAndDay.format(plan.endsAt - random.number.int({ min: 2, max: 9 }) * day),
  };
}

function fill(text: string, facts: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, word: string) => facts[word] ?? whole);
}
