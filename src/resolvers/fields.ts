/** Fields that a payload may have left out: what it carried is answered at once, the rest is loaded when asked for. */
import type { Context } from '../data-sources/context.ts';
import type { Agent, Contact, Conversation, Inbox } from '../domain.ts';

export const conversationFields = loadable<Conversation>((conversation, name, { sources }) =>
  sources.of(conversation).conversation(conversation.nativeId, { fields: new Set([name]) }),
);
export const contactFields = loadable<Contact>((contact, _, { sources }) =>
  sources.of(contact).complete('contact', contact),
);
export const agentFields = loadable<Agent>((agent, _, { sources }) =>
  sources.of(agent).complete('assignee', agent),
);
export const inboxFields = loadable<Inbox>((inbox, _, { sources }) =>
  sources.of(inbox).complete('inbox', inbox),
);

type Value<Entity, Name extends keyof Entity> = Exclude<Entity[Name], undefined> | null;
type Resolver<Entity, Name extends keyof Entity> = (
  entity: Entity,
  _: unknown,
  context: Context,
) => Value<Entity, Name> | Promise<Value<Entity, Name>>;

/** Makes resolvers for fields of an entity that `load` can complete. Whoever executes may read the property of that name by itself, where it is there. */
function loadable<Entity>(
  load: (entity: Entity, name: keyof Entity, context: Context) => Promise<Entity | null>,
) {
  const field = <Name extends keyof Entity>(name: Name): Resolver<Entity, Name> => {
    const resolve: Resolver<Entity, Name> = (entity, _, context) =>
      entity[name] === undefined
        ? load(entity, name, context).then((whole) => valueOf(whole, name))
        : valueOf(entity, name);
    return Object.assign(resolve, { property: name });
  };
  return <Name extends keyof Entity>(...names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, field(name)])) as { [N in Name]-?: Resolver<Entity, N> };
}

function valueOf<Entity, Name extends keyof Entity>(entity: Entity | null, name: Name): Value<Entity, Name> {
  return (entity?.[name] ?? null) as Value<Entity, Name>;
}
