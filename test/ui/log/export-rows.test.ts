import { expect, it } from 'vitest';
import { BranchLog } from '../../../source/model/branch-log.ts';
import { TopicTree } from '../../../source/model/topic-tree.ts';
import { historyRecords } from '../../../source/ui/log/export-rows.ts';
import { aMessage } from '../../support/messages.ts';

it('what is exported of a log is all that was there, also when the log is left meanwhile', () => {
  const tree = new TopicTree({ history: 100, memory: 1e8, topics: 100, payload: 65_536 });
  for (let number = 0; number < 50; number += 1) tree.record(aMessage('a', `${number},"x"`));
  const log = new BranchLog(tree.find('a') ?? tree.root, tree);
  const records = historyRecords(log)[Symbol.iterator]();
  expect(records.next().value).toMatch(/^time,interval_ms,topic/);
  log.close();
  tree.record(aMessage('a', 'later'));
  const rest = [...{ [Symbol.iterator]: () => records }];
  expect(rest).toHaveLength(50);
  expect(rest.at(-1)).toContain(',"49,""x""",');
});
