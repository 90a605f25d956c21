import type { ContextWith } from '../action-context.ts';
import { slashCommand } from '../commands/slash-command.ts';
import { beginTour, endTour, nextStep } from './actions.ts';

const words = { next: nextStep, stop: endTour } as const;

const isWord = (text: string): text is keyof typeof words => Object.hasOwn(words, text);

const tour = (context: ContextWith<'chat' | 'topics'>, text: string): string | undefined => {
  const typed = text.trim().toLowerCase();
  if (typed !== '' && !isWord(typed)) return '/tour takes next or stop, or nothing.';
  if (!context.state().tour.isOffered)
    return 'The tour is part of the demo: start mqtt-tui --demo, and type /tour there.';
  if (!isWord(typed)) beginTour(context);
  else if (context.state().tour.at === undefined) return 'The tour is not on; /tour begins it.';
  else words[typed](context);
  return undefined;
};

/** The slash command for the tour. */
export const tourCommand = slashCommand({
  name: 'tour',
  parameters: '[next|stop]',
  description: 'a tour of the screen, in the demo: watch, chart, compare, publish, chat',
  needs: ['chat', 'topics'],
  complete: () => Object.keys(words).map((text) => ({ text, about: '' })),
  run: tour,
});
