import { z } from 'zod';

/** Ways in which a provider may misbehave. */
export const faultKinds = [
  'latency',
  'status',
  'rate-limit',
  'hang',
  'reset',
  'truncation',
  'broken-json',
  'html',
  'empty',
  'null',
  'invalid-utf8',
  'wrong-shape',
  'oversized',
  'gzip-bomb',
  'slow-body',
  'redirect',
] as const;

export type FaultKind = (typeof faultKinds)[number];

const faultRule = z.strictObject({
  kind: z.enum(faultKinds),
  /** Only requests of this method. */
  method: z.string().optional(),
  /** Only paths that this regular expression finds something in. */
  path: z
    .string()
    .refine((text) => isPattern(text), 'must be a regular expression')
    .optional(),
  /** The part of those requests, from 0 to 1. Default: all. */
  probability: z.number().min(0).max(1).default(1),
  /** So many of those requests, then no more. */
  times: z.int().min(1).optional(),
  /** Of `latency`: before the provider's own reply. */
  milliseconds: z.number().min(0).max(600_000).default(1_000),
  /** Of `status`. */
  status: z.int().min(200).max(599).default(500),
  /** Of `rate-limit` and `status`: seconds, or whatever the header is to hold. */
  retryAfter: z.union([z.string(), z.number()]).optional(),
});

export const faultRules = z.strictObject({
  /** Decides which requests a probability hits: the same seed, the same ones. */
  seed: z.int().optional(),
  /** The first that fits a request is what befalls it. */
  rules: z.array(faultRule),
});

export type FaultRule = z.output<typeof faultRule>;
export type FaultRuleInput = z.input<typeof faultRule>;
export type FaultRulesInput = z.input<typeof faultRules>;

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
