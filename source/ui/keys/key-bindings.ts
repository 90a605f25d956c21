import type { KeyBinding } from '../action-context.ts';
import { chartBindings } from '../chart/keys.ts';
import { detailsBindings } from '../details/keys.ts';
import { dialogBindings } from '../dialogs/keys.ts';
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
import { sheets } from '../sheets/sheets.ts';
import { treeBindings } from '../topics/keys.ts';

/**
 * Every key: the dispatcher, the hints, the help and docs/ read these rows. Their order decides
 * nothing. Weights in use: 0 to 20 everywhere (but the key that quits is to be seen in every pane), from 30 in a pane, from 100 in a chart, from 200 in a
 * recording, from 300 in sheets and lines being typed, 400 for keys that stop or close.
 */
export const keyBindings: readonly KeyBinding[] = [
  ...screenBindings,
  ...inputBindings,
  ...treeBindings,
  ...logBindings,
  ...chartBindings,
  ...detailsBindings,
  ...roomBindings,
  ...recordBindings,
  ...recordingBindings,
  ...dialogBindings,
  ...readingBindings,
  ...helpBindings,
  ...tourBindings,
  ...quitBindings,
  ...Object.values(sheets).flatMap(({ keys }) => keys),
];
