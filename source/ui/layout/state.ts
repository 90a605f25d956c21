import type { PaneName } from './visible-panes.ts';

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
};

/** An event of the panes. */
export type PanesAction =
  | { readonly type: 'pane-focused'; readonly pane: PaneName }
  | { readonly type: 'zoom-toggled' }
  | { readonly type: 'details-toggled' }
  | { readonly type: 'people-toggled' }
  | { readonly type: 'devices-shown'; readonly shows: boolean };

/** The panes at the start. */
export const initialPanes = (focus: PaneName, showsDevices: boolean): PanesState => ({
  focus,
  isZoomed: false,
  showsDetails: true,
  showsPeople: true,
  showsDevices,
});

/** The changes to the panes. Pure. */
export const panesReducer = (
  { focus, isZoomed, showsDetails, showsPeople }: PanesState,
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
  }
};
