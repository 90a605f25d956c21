/** The command line cannot be used as it is; the message says what is wrong and how to mend it. Exit code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}
