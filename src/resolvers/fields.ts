/** Fields that a payload may have left out: what it carried is answered at once, the rest is loaded when asked for. */
import type { Context } from '../data-sources/context.ts';
import type { Agent, Contact, Conversation, Inbox } from '../domain.ts';

export const conversationFields = loadable<Conversation>((conversation, fields, { sources }) =>
  sources.of(conversation).conversation(conversation.nativeId, { fields }),
);
export const contactFields = loadable<Contact>((contact, fields, { sources }) =>
  sources.of(contact).complete('contact', contact, fields),
);
export const agentFields = loadable<Agent>((agent, fields, { sources }) =>
  sources.of(agent).complete('assignee', agent, fields),
);
export const inboxFields = loadable<Inbox>((inbox, fields, { sources }) =>
  sources.of(inbox).complete('inbox', inbox, fields),
);

type Value<Entity, Name extends keyof Entity> = Exclude<Entity[Name], undefined> | null;
type Resolver<Entity, Name extends keyof Entity> = (
  entity: Entity,
  _: unknown,
  context: Context,
) => Value<Entity, Name> | Promise<Value<Entity, Name>>;

/** Makes resolvers for fields of an entity that `load` can complete. Whoever executes may read the property of that name by itself, where it is there. */
function loadable<Entity>(
  load: (
    entity: Entity,
    fields: ReadonlySet<keyof Entity & string>,
    context: Context,
  ) => Promise<Entity | null>,
) {
  const field = <Name extends keyof Entity & string>(name: Name): Resolver<Entity, Name> => {
    const alone = new Set([name]);
    const resolve: Resolver<Entity, Name> = (entity, _, context) =>
      entity[name] === undefined
        ? load(entity, alone, context).then((whole) => valueOf(whole, name))
        : valueOf(entity, name);
    return Object.assign(resolve, { property: name });
  };
  return <Name extends keyof Entity & string>(...names: readonly Name[]) =>
    Object.fromEntries(names.map((name) => [name, field(name)])) as { [N in Name]-?: Resolver<Entity, N> };
}

function valueOf<Entity, Name extends keyof Entity>(entity: Entity | null, name: Name): Value<Entity, Name> {
  return (entity?.[name] ?? null) as Value<Entity, Name>;
}
