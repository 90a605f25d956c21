/** Why nothing about topics can be done. */
export const noMonitor = 'This needs the topics, which --no-monitor has switched off.';
