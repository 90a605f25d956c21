import type { PaneName } from './visible-panes.ts';

/** Which panes the person wants to see, and the one that they work in. */
export type PanesState = {
  readonly focus: PaneName;
  /** The pane with the focus has the screen. */
  readonly isZoomed: boolean;
  readonly showsDetails: boolean;
  /** The list of people beside the log, where there is room for it. */
  readonly showsPeople: boolean;
  /** Devices among the people. */
  readonly showsDevices: boolean;
};

/** What happens to the panes. */
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

/** What changes in the panes. Pure. */
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
