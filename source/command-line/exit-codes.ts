/** The exit codes of the program: docs/ and the manual page read these rows. */
export const exitCodes: readonly (readonly [string, string])[] = [
  ['0', 'success; for sub, record and wait --exec also when SIGINT or SIGTERM ends them'],
  ['1', 'a failure: no connection, a refusal, something left undone'],
  ['2', 'an invalid command line'],
  ['27', 'sub, wait, request: the time of --timeout is up'],
  [
    '1–5, 128–159',
    'commands for scripts: the code with which the broker refused the connection (MQTT 3.1.1 or MQTT 5)',
  ],
  ['129, 130, 143', 'ended by SIGHUP, SIGINT, SIGTERM'],
  ['141', 'sub, wait, request, clean: nobody reads the output any more'],
];
