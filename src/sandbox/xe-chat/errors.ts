import { Refusal } from '../shared/refusal.ts';

/** Xe Chat's "Error codes" table, each with a JSON message. */
const names = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Validation Error',
  429: 'Too Many Requests',
} as const;

export function refuse(status: keyof typeof names, message: string): Refusal {
  return new Refusal(status, { error: names[status], message });
}
