import { screenReaderCommands } from '../screen-reader/commands.ts';
import { chartCommands } from '../chart/commands.ts';
import { compareCommand, markCommand } from '../compare/commands.ts';
import { connectCommand } from '../connections/commands.ts';
import { disconnectCommand } from '../connections/disconnect-command.ts';
import { cleanCommand } from '../clean/commands.ts';
import { brokerCommand } from '../broker/commands.ts';
import { roomCommands } from '../rooms/commands.ts';
import type { SlashCommand } from '../action-context.ts';
import { detailsCommands } from '../details/commands.ts';
import { deviceCommands } from '../devices/commands.ts';
import { peopleCommands } from '../people/commands.ts';
import { verifyCommand } from '../people/verify-command.ts';
import { exportCommand, logCommands, shareCommand, tableCommand } from '../log/commands.ts';
import { quitCommand } from '../quitting/commands.ts';
import { recordCommand } from '../record/commands.ts';
import { recordingCommands } from '../recording/commands.ts';
import { serversCommand } from '../servers/commands.ts';
import { subscriptionCommands } from '../subscriptions/commands.ts';
import { publishCommands } from '../publish/commands.ts';
import { templatesCommand } from '../templates/commands.ts';
import { bookmarksCommand, jumpCommand } from '../palette/commands.ts';
import { treeCommands } from '../topics/commands.ts';
import { watchCommands } from '../watches/commands.ts';
import { forTask } from '../help/tasks.ts';
import { helpCommand } from '../help/commands.ts';
import { keysCommand } from '../keys/commands.ts';
import { timeFormatCommand } from '../time/commands.ts';
import { themeCommand } from '../themes/commands.ts';
import { tourCommand } from '../tour/commands.ts';
import { sizeCommand } from '../sizes/commands.ts';
import { statisticsCommand } from '../statistics/commands.ts';

/** Every slash command: the dispatcher, Tab, the help and docs/ read these rows. */
export const slashCommands: readonly SlashCommand[] = [
  ...forTask('chat', roomCommands),
  ...forTask('chat', peopleCommands),
  ...forTask('chat', [verifyCommand]),
  ...forTask('watch', deviceCommands),
  ...forTask('watch', subscriptionCommands),
  ...forTask('broker', [connectCommand, disconnectCommand, brokerCommand, serversCommand]),
  ...forTask('publish', publishCommands),
  ...forTask('publish', [templatesCommand, cleanCommand]),
  ...forTask('chat', [shareCommand]),
  ...forTask('watch', watchCommands),
  ...forTask('inspect', detailsCommands),
  ...forTask('watch', treeCommands),
  ...forTask('find', [bookmarksCommand, jumpCommand]),
  ...forTask('chart', chartCommands),
  ...forTask('inspect', [tableCommand, markCommand, compareCommand]),
  ...forTask('record', [recordCommand, exportCommand]),
  ...forTask('record', recordingCommands),
  ...forTask('find', logCommands),
  ...forTask('move', screenReaderCommands),
  ...forTask('broker', [statisticsCommand]),
  ...forTask('program', [
    helpCommand,
    keysCommand,
    timeFormatCommand,
    themeCommand,
    sizeCommand,
    tourCommand,
    quitCommand,
  ]),
];
