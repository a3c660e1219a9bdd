import { createIdCodec, type GlobalId } from '../../src/ids.ts';
import { createKeyring } from '../../src/keyring.ts';
import { Secret } from '../../src/secret.ts';
import { TEST_SECRET } from './gateway.ts';

const codec = createIdCodec(createKeyring([new Secret(TEST_SECRET)]));

/** The global id that a rig's gateway gives. */
export function globalId(
  type: GlobalId['type'],
  source: string,
  nativeId: GlobalId['nativeId'] = '',
  messageKey?: string,
): string {
  return codec.encode({ type, source, nativeId, ...(messageKey === undefined ? {} : { messageKey }) });
}
