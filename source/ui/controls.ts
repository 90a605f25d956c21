import type { MqttSession } from '../session/session.ts';
import type { Screen } from './screen.ts';
import type { UiAction } from './ui-action.ts';
import type { UiState } from './ui-state.ts';

/** What the terminal and the program around the screen can be asked for, beside drawing. */
export type TerminalControls = {
  /** Puts text on the clipboard of the terminal (OSC 52), also through SSH. */
  readonly copy: (text: string) => void;
  readonly repaint: () => void;
  /** Stops the program as Ctrl+Z does; returns when it goes on. */
  readonly suspend: () => void;
  readonly quit: () => void;
  /** Lets the person change a text in their editor; rejects with one sentence. */
  readonly edit: (text: string) => Promise<string>;
  /** Keeps a line that was sent for the next runs. */
  readonly remember: (line: string) => void;
};

/** Everything that a key or a command may use. */
export type Controls = {
  readonly session: MqttSession;
  /** The state as it is now, after whatever was dispatched before. */
  readonly state: () => UiState;
  readonly dispatch: (action: UiAction) => void;
  readonly screen: () => Screen;
  readonly terminal: TerminalControls;
};
