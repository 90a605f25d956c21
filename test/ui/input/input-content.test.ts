import { describe, expect, it } from 'vitest';
import { inputContent } from '../../../source/ui/input/input-content.ts';
import { atScreen } from '../../support/at-screen.ts';

const titleIn = (pane: 'input' | 'tree', topic: string): string => {
  const { context, state, dispatch } = atScreen({
    topics: ['/lead'],
    selected: { kind: 'topic', topic },
  });
  dispatch({ type: 'pane-focused', pane });
  return inputContent(context, state()).title;
};

describe('the title of the input box', () => {
  it.each([
    ['/lead', '/lead'],
    ['', '(empty)'],
  ])('says where it publishes to: "%s"', (topic, shown) => {
    expect(titleIn('tree', topic)).toBe(`publish to ${shown}`);
    expect(titleIn('input', topic)).toBe(`Enter publishes to ${shown}`);
  });
});
