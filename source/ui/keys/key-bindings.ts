import type { KeyBinding } from '../action-context.ts';
import { chartBindings } from '../chart/keys.ts';
import { detailsBindings } from '../details/keys.ts';
import { dialogBindings } from '../dialogs/keys.ts';
import { forTask } from '../help/tasks.ts';
import { helpBindings } from '../help/keys.ts';
import { inputBindings } from '../input/keys.ts';
import { logBindings } from '../log/keys.ts';
import { tourBindings } from '../tour/keys.ts';
import { quitBindings } from '../quitting/keys.ts';
import { recordBindings } from '../record/keys.ts';
import { recordingBindings } from '../recording/keys.ts';
import { roomBindings } from '../rooms/keys.ts';
import { screenBindings } from '../screen-keys.ts';
import { readingBindings } from '../sheets/reading-keys.ts';
import { sizeBindings } from '../sizes/keys.ts';
import { sheets } from '../sheets/sheets.ts';
import { treeBindings } from '../topics/keys.ts';

/**
 * Every key: the dispatcher, the hints, the help and docs/ read these rows. Their order decides
 * nothing. Weights in use: 0 to 20 everywhere (but the key that quits is to be seen in every pane), from 30 in a pane, from 100 in a chart, from 200 in a
 * recording, from 300 in sheets and lines being typed, 400 for keys that stop or close.
 */
export const keyBindings: readonly KeyBinding[] = [
  ...forTask('move', screenBindings),
  ...forTask('program', sizeBindings),
  ...forTask('write', inputBindings),
  ...forTask('watch', treeBindings),
  ...forTask('inspect', logBindings),
  ...forTask('chart', chartBindings),
  ...forTask('inspect', detailsBindings),
  ...forTask('chat', roomBindings),
  ...forTask('record', recordBindings),
  ...forTask('record', recordingBindings),
  ...forTask('program', dialogBindings),
  ...forTask('program', readingBindings),
  ...forTask('program', helpBindings),
  ...forTask('program', tourBindings),
  ...forTask('program', quitBindings),
  ...Object.values(sheets).flatMap(({ task, keys }) => forTask(task, keys)),
];
