import type { Dialogue } from './dialogue.ts';

export const orderDialogues: Dialogue[] = [
  {
    title: 'Where is order #{order}?',
    lines: [
      ['customer', 'Hi, I have a question about my order.'],
      ['agent', "Hi {customer}! I'd be happy to help. What is your order number?"],
      ['customer', "It's #{order}. It was meant to be here on {date} and I still have nothing."],
      ['note', 'Carrier shows the parcel stuck in {city} since {date}. Asked them to trace it.'],
      [
        'agent',
        'Thank you. I can see the {product} left our warehouse, and it is waiting at the depot in {city}.',
      ],
      ['customer', 'Is there a tracking number I can use?'],
      ['agent', 'Of course: {tracking}. The carrier promises delivery within two working days.'],
      ['customer', 'Perfect, thanks for the quick answer.'],
      ['agent', 'You are welcome! I will check again tomorrow and write to you if anything changes.'],
    ],
  },
  {
    title: 'Wrong item in order #{order}',
    lines: [
      ['customer', 'Hello, I ordered the {product} but there is something else in the box.'],
      ['agent', 'Oh no, sorry about that {customer}. Could you send me a photo of what arrived?'],
      ['customer', 'Sure, give me a minute. The packing slip says #{order}.'],
      ['customer', 'Photo is attached. The label is right, the content is not.'],
      ['agent', 'Got it, that was mixed up when we packed it. The right one leaves today, no charge.'],
      ['customer', 'Do I have to send the other one back?'],
      ['agent', 'Yes please, a return label is in your inbox. Drop it at any parcel shop in {city}.'],
      ['customer', 'Alright, will do this week.'],
    ],
  },
  {
    title: 'Damaged {product}',
    lines: [
      ['customer', 'My {product} came with a crack along the side 😕'],
      ['agent', 'I am sorry to read that. Was the outer box damaged as well?'],
      ['customer', 'Yes, one corner was crushed completely.'],
      ['note', 'Third damage report for this carrier this week, see #{order}.'],
      ['agent', 'Thanks. You can choose: a replacement, or {amount} back to your card.'],
      ['customer', 'A replacement please, I like it otherwise.'],
      ['agent', 'Done. It ships tomorrow under the same order number, #{order}.'],
      ['customer', 'Great service, thank you!'],
    ],
  },
  {
    title: 'Change the delivery address of #{order}',
    lines: [
      ['customer', 'I moved to {city} last week and my order still goes to the old place.'],
      ['agent', 'Congratulations on the new home! Which order is it?'],
      ['customer', '#{order}, the one with the {product}.'],
      ['agent', 'It has not shipped yet, so we are in luck. What is the new address?'],
      ['customer', '14 Station Road, {city}. Top bell.'],
      ['agent', 'Saved. You will get a new confirmation by email in a moment.'],
      ['customer', 'Just came in. Thanks {agent}!'],
    ],
  },
  {
    title: 'Return of {product}',
    lines: [
      ['customer', 'How do I return something? The {product} is too big for our kitchen.'],
      ['agent', 'No problem at all, you have 30 days. Is it unused?'],
      ['customer', 'Unpacked once, never used. Bought on {date}.'],
      ['agent', 'Then you get the full {amount} back. I have emailed you a label for order #{order}.'],
      ['customer', 'How long does the refund take?'],
      ['agent', 'Three to five working days after the parcel reaches us.'],
      ['customer', 'ok, thank you'],
    ],
  },
  {
    title: 'Is the {product} in stock?',
    lines: [
      ['customer', 'Hey, will the {product} be back soon? Your site says sold out.'],
      ['agent', 'Hi {customer}, the next delivery is planned for {date}. Shall I keep one aside for you?'],
      ['customer', 'That would be lovely! In green if there is a choice.'],
      ['agent', 'Green it is. You will get a payment link over {amount} when it arrives.'],
      ['customer', '👍'],
    ],
  },
];
