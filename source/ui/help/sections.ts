import type { HelpSection, KeyScope } from '../action-context.ts';
import { sheets } from '../sheets/sheets.ts';

/** The sections of the help, in order; docs/reference.md has the same. */
export const helpSections: readonly HelpSection[] = [
  { title: 'Anywhere', scopes: ['anywhere', 'always'] },
  { title: 'Input box', scopes: ['input', 'line'] },
  { title: 'Rooms and topics', scopes: ['tree'] },
  { title: 'Log', scopes: ['log'] },
  { title: 'Details', scopes: ['details'] },
  {
    title: 'Questions, forms, sheets, help',
    scopes: [
      'question',
      'name',
      'credentials',
      'filter prompt',
      'search prompt',
      'details prompt',
      'history prompt',
      'passphrase prompt',
      'sheet',
      'reading',
    ],
  },
  ...Object.entries(sheets).map(([kind, { title }]) => ({ title, scopes: [kind as KeyScope] })),
  { title: 'Open file', scopes: ['recording'] },
];
