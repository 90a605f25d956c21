import type { KeptMessage } from '../model/kept-message.ts';
import { type ChartState, noChart } from './chart/chart-state.ts';

/** How the history of topics is looked at; it stays when somebody goes elsewhere. */
export type InspectionState = {
  /** Whether the log of a topic is a table. */
  readonly isTable: boolean;
  /** The message that others are compared with. */
  readonly marked: KeptMessage | undefined;
  readonly chart: ChartState;
};

export type InspectionAction = {
  readonly type: 'inspection-changed';
  readonly change: Partial<InspectionState>;
};

export const initialInspection: InspectionState = {
  isTable: false,
  marked: undefined,
  chart: noChart,
};
