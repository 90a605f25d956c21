/** A signal has ended a command before it began: the process exits with this code. */
export class EndedBySignal extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super();
    this.exitCode = exitCode;
  }
}
