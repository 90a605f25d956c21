import type { PaneSizes, SizedPane } from './pane-sizes.ts';
import type { PaneName } from './visible-panes.ts';

/** A border that the mouse holds, or held last. */
export type Grab = {
  readonly pane: SizedPane;
  /** How many cells from the border's edge it is held: the panes on both sides have a border there. */
  readonly offset: number;
  /** When it was pressed, ms of `performance.now()`; `undefined` once that cannot begin a double click. */
  readonly at: number | undefined;
  readonly isHeld: boolean;
};

/** Which panes the user wants to see, and which has the focus. */
export type PanesState = {
  readonly focus: PaneName;
  /** The focused pane takes the whole screen. */
  readonly isZoomed: boolean;
  readonly showsDetails: boolean;
  /** Whether to list people next to the log, if there is room. */
  readonly showsPeople: boolean;
  /** Whether that list includes devices. */
  readonly showsDevices: boolean;
  /** The sizes that the user has chosen. */
  readonly sizes: PaneSizes;
  readonly grab: Grab | undefined;
};

/** An event of the panes. */
export type PanesAction =
  | { readonly type: 'pane-focused'; readonly pane: PaneName }
  | { readonly type: 'zoom-toggled' }
  | { readonly type: 'details-toggled' }
  | { readonly type: 'people-toggled' }
  | { readonly type: 'devices-shown'; readonly shows: boolean }
  | { readonly type: 'pane-resized'; readonly pane: SizedPane; readonly share: number }
  | { readonly type: 'sizes-set'; readonly sizes: PaneSizes }
  | { readonly type: 'border-grabbed'; readonly grab: Grab | undefined };

/** The panes at the start. */
export const initialPanes = (focus: PaneName, showsDevices: boolean): PanesState => ({
  focus,
  isZoomed: false,
  showsDetails: true,
  showsPeople: true,
  showsDevices,
  sizes: {},
  grab: undefined,
});

/** The changes to the panes. Pure. */
export const panesReducer = (
  { focus, isZoomed, showsDetails, showsPeople, sizes }: PanesState,
  action: PanesAction,
): Partial<PanesState> => {
  switch (action.type) {
    case 'pane-focused':
      return { focus: action.pane };
    case 'zoom-toggled':
      return { isZoomed: !isZoomed };
    case 'details-toggled':
      return { showsDetails: !showsDetails, focus: focus === 'details' ? 'log' : focus };
    case 'people-toggled':
      return { showsPeople: !showsPeople };
    case 'devices-shown':
      return { showsDevices: action.shows };
    case 'pane-resized':
      return { sizes: { ...sizes, [action.pane]: action.share } };
    case 'sizes-set':
      return { sizes: action.sizes };
    case 'border-grabbed':
      return { grab: action.grab };
  }
};
