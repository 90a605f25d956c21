import type { TestTerminal } from '../test/support/terminal.ts';

/** Goes to a topic of the demo's house by its name. */
export const goTo = async (person: TestTerminal, topic: string): Promise<void> => {
  person.press('Ctrl+P');
  person.type(topic);
  await person.waitFor(new RegExp(`▸ .*${topic}`));
  person.press('Enter');
  await person.waitFor(`publish to ${topic}`);
};

/** Types a sentence as a person does, who sees it before pressing Enter. */
export const say = async (person: TestTerminal, sentence: string): Promise<void> => {
  person.type(sentence);
  await person.waitFor(sentence);
  person.press('Enter');
};
