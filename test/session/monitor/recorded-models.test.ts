import { describe, expect, it } from 'vitest';
import type { TopicTree } from '../../../source/model/topic-tree.ts';
import { RecordedModels } from '../../../source/session/monitor/recorded-models.ts';
import { aMessage } from '../../support/messages.ts';
import { nodeOf, treeOf } from '../../support/topic-trees.ts';

const limits = { history: 100, payload: 1000, memory: 1e9, topics: 100_000 };

const modelsAfter = (before: TopicTree): RecordedModels =>
  new RecordedModels(limits, {
    before,
    since: 1000,
    onBusy: () => undefined,
    mustStay: () => false,
    onFull: () => undefined,
  });

describe('the models of another time of a recording', () => {
  it('count what need not be read, and no topic of which all is read', () => {
    const models = modelsAfter(treeOf());
    models.skip({ topic: 'a', skipped: 3, isRetained: true });
    models.skip({ topic: 'b', skipped: 0, isRetained: true });
    models.record(aMessage('a', 'x'));
    expect(nodeOf(models.tree, 'a')).toMatchObject({ messages: 4, kept: 1 });
    expect(models.tree.find('b')).toBeUndefined();
  });

  it('know the devices', () => {
    const models = modelsAfter(treeOf());
    models.record(aMessage('tele/plug/LWT', 'Online'));
    models.record(aMessage('site/lamp', 'on'));
    while (models.devices.isBusy) models.devices.workOn();
    expect(models.devices.rows(0, 9).map(({ reading }) => reading.availability)).toEqual([
      'online',
    ]);
  });

  it('keep what is open and what is closed', () => {
    const before = treeOf(['a/b/c', 'd/e/f', 'g/h']);
    before.view.branches.setOpen(nodeOf(before, 'a'), true);
    before.view.branches.setOpen(nodeOf(before, 'a/b'), true);
    before.view.branches.setOpen(nodeOf(before, 'd'), false);
    before.view.branches.setOpen(nodeOf(before, 'g'), false);
    const models = modelsAfter(before);
    for (const topic of ['a/b/c', 'd/e/f', 'new/one/two']) models.record(aMessage(topic, 'x'));
    models.tree.view.branches.setOpen(nodeOf(models.tree, 'new'), true);
    const wasOpen = nodeOf(models.tree, 'new/one').isOpen;
    models.openAs(before);
    const isOpen = (topic: string): boolean => nodeOf(models.tree, topic).isOpen;
    expect(['a', 'a/b', 'd'].map(isOpen)).toEqual([true, true, false]);
    // What was not there before stays as it is.
    expect(['new', 'new/one'].map(isOpen)).toEqual([true, wasOpen]);
  });

  it('follow the order and the filter of before', () => {
    const before = treeOf(['a', 'b']);
    before.view.order = 'latest';
    const models = modelsAfter(before);
    expect(models.tree.view.order).toBe('latest');
  });
});
