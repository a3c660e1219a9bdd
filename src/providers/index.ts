/** The registry: one line per provider. A fifth provider is a folder beside these, a line here and a word in the schema's enum. */
import { ebbot } from './ebbot/index.ts';
import type { Provider } from './provider.ts';
import { squirrelstack } from './squirrelstack/index.ts';
import { xeChat } from './xe-chat/index.ts';
import { zaia } from './zaia/index.ts';

export const providers = [xeChat, squirrelstack, ebbot, zaia] as const satisfies readonly Provider[];
