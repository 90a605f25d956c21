import type { KeptMessage } from '../../model/kept-message.ts';
import { messageForm } from '../../session/publish/form-message.ts';
import { emptyForm, type PublishForm } from '../../session/publish/publish-form.ts';
import type { Controls } from '../controls.ts';
import { size } from '../draw/figures.ts';
import { openSheet } from '../sheets/open-sheet.ts';
import type { FieldName } from './fields.ts';
import { openForm } from './state.ts';
import { selectedNode } from '../topics/tree-list.ts';

/** Opens the editor with a form; what it held before is a key away. */
export const openWith = (controls: Controls, form: PublishForm, field: FieldName): void =>
  controls.dispatch({
    type: 'sheet-changed',
    sheet: openForm(form, field, openSheet(controls, 'publish') ?? controls.state().publishDraft),
  });

/** Opens the editor with a form that has nothing but a topic, or not even that. */
const openAt = (controls: Controls, topic: string): void =>
  openWith(controls, emptyForm(topic), topic === '' ? 'topic' : 'payload');

/** Opens the editor as it was left. */
export const openPublish = (controls: Controls): void => {
  const { publishDraft, selected } = controls.state();
  if (publishDraft !== undefined) controls.dispatch({ type: 'sheet-changed', sheet: publishDraft });
  else {
    openAt(controls, selected?.kind === 'topic' ? selected.topic : '');
  }
};

/** Opens the editor for the topic that is selected in the tree. */
export const publishToTopic = (controls: Controls): void => {
  const { selected } = controls.state();
  if (selected?.kind === 'topic') openAt(controls, selected.topic);
  else
    controls.session.notify(
      'Choose a topic first, or press F4; in a room type the sentence there.',
    );
};

const republish = (controls: Controls, message: KeptMessage): void => {
  openWith(controls, messageForm(message), 'payload');
  if (message.payload.length < message.size)
    controls.session.notify(
      `Only the first ${size(message.payload.length)} of ${size(message.size)} were kept (--payload-limit, --memory): the editor holds no more.`,
    );
};

/** Opens the editor with the message that is pointed at in the log, or the newest of the topic. */
export const republishMessage = (controls: Controls): void => {
  const { session, state } = controls;
  const { cursor, selected } = state();
  if (selected?.kind !== 'topic') {
    publishToTopic(controls);
    return;
  }
  const node = selectedNode(session, state());
  const newest = node === undefined ? undefined : session.monitor?.tree.last(node);
  const pointed = cursor === undefined ? undefined : session.monitor?.shown?.at(cursor);
  const message = pointed ?? newest;
  if (message === undefined) publishToTopic(controls);
  else republish(controls, message);
};
