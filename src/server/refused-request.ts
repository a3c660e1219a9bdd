/** A request that is refused as a whole, with an HTTP status that its code alone does not tell. */
import { GatewayError, type ErrorCode, type ErrorDetails } from '../errors.ts';

export class RefusedRequest extends GatewayError {
  override readonly name = 'RefusedRequest';
  readonly status: number;

  constructor(status: number, code: ErrorCode, message: string, details?: ErrorDetails) {
    super(code, message, details);
    this.status = status;
  }
}
