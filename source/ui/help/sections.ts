import type { HelpSection, KeyScope } from '../action-context.ts';
import { sheets } from '../sheets/sheets.ts';

/** The places where keys work, in the order of docs/reference.md. */
export const helpSections: readonly HelpSection[] = [
  { title: 'Anywhere', scopes: ['anywhere', 'rooms', 'always'] },
  { title: 'Input box', scopes: ['input', 'line'] },
  { title: 'Rooms and topics', scopes: ['tree'] },
  { title: 'Log', scopes: ['log'] },
  { title: 'Chart', scopes: ['chart'] },
  { title: 'Details', scopes: ['details'] },
  { title: 'Questions and forms', scopes: ['question', 'name', 'credentials'] },
  {
    title: 'Filters, searches, passphrases',
    scopes: [
      'filter prompt',
      'search prompt',
      'details prompt',
      'history prompt',
      'passphrase prompt',
    ],
  },
  { title: 'Sheets and texts', scopes: ['sheet', 'reading'] },
  ...Object.entries(sheets).map(([kind, { title }]) => ({ title, scopes: [kind as KeyScope] })),
  { title: 'Open file', scopes: ['recording'] },
];
