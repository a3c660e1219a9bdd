import { Refusal } from '../shared/refusal.ts';

const names = { 400: 'BadRequestError', 401: 'UnauthorizedError', 404: 'NotFoundError' } as const;
const codes = { 400: 'BAD_REQUEST', 401: 'UNAUTHORIZED', 404: 'NOT_FOUND' } as const;

/** Zaia's error body: what happened, and what a person could do about it. */
export function refuse(status: keyof typeof names, message: string): Refusal {
  return new Refusal(status, {
    code: codes[status],
    message,
    name: names[status],
    feedback: { title: 'Something went wrong', description: message },
    cta: { label: 'Read the documentation', url: 'https://docs.endless.zaia.example' },
  });
}
