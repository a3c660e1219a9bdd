import { useState } from 'react';
import { ConversationList } from './ConversationList.tsx';
import { Thread } from './Thread.tsx';

export function Inbox() {
  const [selected, select] = useState<string | null>(null);
  return (
    <main>
      <ConversationList selected={selected} onSelect={select} />
      {selected === null ? (
        <section className="thread">
          <p className="hint">Choose a conversation.</p>
        </section>
      ) : (
        <Thread key={selected} id={selected} />
      )}
    </main>
  );
}
