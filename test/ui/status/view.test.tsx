import { expect, it } from 'vitest';
import { aSession } from '../../support/at-screen.ts';
import { aMessage } from '../../support/messages.ts';
import { openApp } from '../../support/open-app.tsx';

it('the hints follow what comes while nobody presses a key', async () => {
  const session = aSession(undefined);
  session.monitor?.tree.record(aMessage('site/lamp', 'on'));
  const app = openApp(session);
  app.store.dispatch({ type: 'pane-focused', pane: 'tree' });
  app.press('/');
  await app.waitFor('filter:');
  app.type('watch');
  await app.waitFor(/Enter run/);
  session.monitor?.tree.record(aMessage('site/watch', '7'));
  session.clock.changedNow('topics');
  const rows = await app.waitUntilGone(/Enter run/);
  expect(rows.join('\n')).toContain('filter the topics');
});
