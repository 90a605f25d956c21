import { printable } from '../../payload/printable.ts';
import type { ActionContext } from '../action-context.ts';
import { keyOf } from '../keys/key-of.ts';
import { screenActions } from '../screen-actions.ts';
import { goTo } from '../topics/change-selection.ts';
import { treeIndexOf } from '../topics/tree-list.ts';

/** The rows of the tree to leave above and below the topic gone to. */
const around = 3;

/** Explains in a notice why the topic shown is missing from the tree. */
const tellIfHidden = (context: ActionContext, topic: string): void => {
  const { session } = context;
  if (treeIndexOf(session, { kind: 'topic', topic }) !== -1) return;
  const name = printable(topic, 200);
  session.notify(
    session.monitor?.filters.text === ''
      ? `${name} is hidden by an exclude filter; /include shows it again.`
      : `The filter hides ${name} in the tree; ${keyOf(context, screenActions.back)} there clears the filter.`,
  );
};

/** Goes to a topic or branch in the tree, and opens the branches above it. */
export const goToTopic = (context: ActionContext, topic: string): void => {
  const { session, dispatch } = context;
  if (session.monitor?.tree.find(topic) === undefined) {
    session.notify(`No message has arrived on ${printable(topic, 200)} yet.`);
    return;
  }
  dispatch({ type: 'prompt-closed' });
  session.monitor.filters.reveal(topic);
  goTo(context, session, { kind: 'topic', topic }, around);
  tellIfHidden(context, topic);
  dispatch({ type: 'pane-focused', pane: 'tree' });
};

/** Goes to a conversation, ready to write there. */
export const goToConversation = (context: ActionContext, topic: string): void => {
  context.dispatch({ type: 'prompt-closed' });
  goTo(context, context.session, { kind: 'room', topic }, around);
  context.dispatch({ type: 'pane-focused', pane: 'input' });
};
