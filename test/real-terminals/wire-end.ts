/**
 * Runs in a terminal: what the terminal sends goes to a socket, and what comes from the socket goes to the terminal.
 *
 *     node wire-end.ts SOCKET COLUMNS ROWS
 *
 * It connects as soon as the terminal has that size, and ends with the connection.
 */
import { connect } from 'node:net';

const [, , path = '', columns, rows] = process.argv;
const { stdin, stdout } = process;

stdin.setRawMode(true);

const connectAtThatSize = (): void => {
  if (stdout.columns !== Number(columns) || stdout.rows !== Number(rows)) return;
  stdout.off('resize', connectAtThatSize);
  const socket = connect(path);
  stdin.pipe(socket);
  socket.pipe(stdout, { end: false });
  socket.once('close', () => {
    stdin.setRawMode(false);
    process.exit();
  });
};

stdout.on('resize', connectAtThatSize);
connectAtThatSize();
