import { expect, it } from 'vitest';
import { treeSparkline } from '../../../source/ui/topics/tree-sparkline.ts';
import { aMessage } from '../../support/messages.ts';
import { nodeOf, treeOf } from '../../support/topic-trees.ts';

const drawn = (payloads: readonly string[], width = 40): string => {
  const tree = treeOf();
  for (const payload of payloads) tree.record(aMessage('a', payload));
  return treeSparkline(tree, nodeOf(tree, 'a'), width);
};

it.each<[string[], string]>([
  [['0', '1', '2'], '▁▅█'],
  [['21.5 °C', '22 °C', '21.5 °C'], '▁█▁'],
  // Hexadecimal numbers are as large as they are, not all 0.
  [['0x00', '0x7F', '0xFF'], '▁▄█'],
  [['0xFF', '0xAB', '0x1F'], '█▆▁'],
  [['9223372036854775807', '-0', '1e3'], '█▁▁'],
  [['on', '1', '2', '3'], '▁▅█'],
])('%j is drawn as %s', (payloads, text) => {
  expect(drawn(payloads)).toBe(text);
});

it.each<[string[]]>([[['1', '2']], [['1', '2', '1e400']], [['1', '2', '0xGG']]])(
  '%j is not drawn',
  (payloads) => {
    expect(drawn(payloads)).toBe('');
  },
);
