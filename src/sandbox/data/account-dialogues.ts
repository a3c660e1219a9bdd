import type { Dialogue } from './dialogue.ts';

export const accountDialogues: Dialogue[] = [
  {
    title: 'Charged twice',
    lines: [
      ['customer', 'Hi, I need help with billing.'],
      ['agent', 'Sure! Let me look into that for you. What happened?'],
      ['customer', 'I was charged {amount} twice on {date}.'],
      ['note', 'Payment provider confirms a duplicate. Refund started, reference {tracking}.'],
      ['agent', 'You are right, the second payment is a duplicate. I have sent {amount} back to your card.'],
      ['customer', 'When will I see it?'],
      ['agent', 'Usually within two days, depending on your bank.'],
      ['customer', 'Good. Thanks for sorting it out so quickly.'],
    ],
  },
  {
    title: 'Cannot log in',
    lines: [
      ['customer', "I can't log in any more. It says my password is wrong but I am sure it isn't."],
      ['agent', 'Let us fix that. Do you get the reset email when you ask for one?'],
      ['customer', 'No, nothing. I checked the spam folder too.'],
      [
        'agent',
        'Your address had a typing error in our system, one letter short. I have mended it, please try again.',
      ],
      ['customer', "It's here now!"],
      ['customer', "And I'm in. Thank you!"],
      ['agent', 'Lovely. You may want to switch on two-step sign-in while you are in the settings.'],
    ],
  },
  {
    title: 'Upgrade to {plan}',
    lines: [
      ['customer', 'We are five people now. What does the {plan} plan cost for a team?'],
      ['agent', 'Hello {customer}! {plan} is {amount} a month for up to ten people.'],
      ['customer', 'Can we switch in the middle of the month?'],
      ['agent', 'Yes, you only pay the difference for the days that are left.'],
      ['customer', 'Then please go ahead.'],
      ['agent', 'All set: your team is on {plan} from today. Invoices still go to your address.'],
      ['customer', 'Great, thank you.'],
    ],
  },
  {
    title: 'Invoice for order #{order}',
    lines: [
      ['customer', 'Could I have the invoice for #{order} with our VAT number on it?'],
      ['agent', 'Of course. Which number should be on it?'],
      ['customer', 'GB 123 4567 89'],
      ['agent', 'Here you are, the new invoice is in your inbox and in your account.'],
      ['customer', 'Accounting will be happy. Thanks!'],
    ],
  },
  {
    title: 'Cancel my subscription',
    lines: [
      ['customer', "I'd like to cancel my {plan} subscription."],
      ['agent', 'I am sorry to see you go. May I ask what was missing?'],
      ['customer', 'Nothing really, we just do not use it enough.'],
      ['note', 'Offered a pause instead. Customer in {city}, with us for three years.'],
      ['agent', 'You could also pause it for three months and pay nothing. Would that be better?'],
      ['customer', 'Oh, I did not know that. Yes, let us do that.'],
      ['agent', 'Paused until {date}. We will remind you a week before.'],
      ['customer', 'Very kind, thank you {agent}.'],
    ],
  },
  {
    title: 'Discount code does not work',
    lines: [
      ['customer', 'The code from your newsletter does not work at checkout.'],
      ['agent', 'Thanks for telling us. What is in your basket, {customer}?'],
      ['customer', 'Only the {product}.'],
      ['agent', 'That one was left out of the offer by mistake. Please try again now.'],
      ['customer', 'Works! {amount} instead of the full price.'],
      ['agent', 'Enjoy it, and thank you for the hint.'],
    ],
  },
  {
    title: 'Connecting our shop',
    lines: [
      ['customer', 'We try to connect our shop through the API and get "403" for everything.'],
      ['agent', 'That usually means that the key lacks a permission. When did you create it?'],
      ['customer', 'On {date}, with the default settings.'],
      ['note', 'Key was read-only. Pointed to the page about scopes.'],
      ['agent', 'Keys are read-only by default. Create a new one with "write orders" and it will work.'],
      ['customer', 'Confirmed: <b>orders</b> arrive & the sync is green again.'],
      ['agent', 'Excellent! Write any time if you need more.'],
    ],
  },
];

/** What customers come back with when an old conversation goes on. */
export const followUps: Dialogue[] = [
  {
    title: 'One more thing',
    lines: [
      ['customer', 'Hi again, one more thing: can I add a second {product} to #{order}?'],
      ['agent', 'Welcome back! It is too late for that order, but I can send it without shipping costs.'],
      ['customer', 'Fine with me.'],
      ['agent', 'Done, {amount} in total. Tracking: {tracking}.'],
    ],
  },
  {
    title: 'Any news?',
    lines: [
      ['customer', 'Any news about this?'],
      ['agent', 'I just asked our colleagues in {city}. They will come back to me by {date}.'],
      ['customer', 'ok'],
      ['note', 'Chased the warehouse again.'],
      ['agent', 'Good news: it is on its way.'],
      ['customer', 'Finally 🎉'],
    ],
  },
];
