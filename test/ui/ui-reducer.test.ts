import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { helpText } from '../../source/ui/help/text.ts';
import { tables } from '../../source/ui/tables.ts';
import type { ConnectionStatus } from '../../source/mqtt/connection-options.ts';
import { editedLine, textOf } from '../../source/ui/widgets/line-editor.ts';
import type { UiAction } from '../../source/ui/ui-action.ts';
import { uiReducer } from '../../source/ui/ui-reducer.ts';
import { activeLine, initialUiState, modeOf, type UiState } from '../../source/ui/ui-state.ts';
import type { Selection } from '../../source/ui/topics/state.ts';
import type { Question } from '../../source/ui/dialogs/state.ts';

const chat = { kind: 'room', topic: 'chat' } as const;
const house = { kind: 'topic', topic: 'site/1' } as const;
const start = initialUiState({ selected: chat });

const after = (state: UiState, ...actions: readonly UiAction[]): UiState =>
  actions.reduce((current, action) => uiReducer(current, action), state);

const typed = (text: string): UiAction => ({ type: 'line-edited', line: editedLine(text) });
const sent = (text: string): UiAction => ({ type: 'line-sent', text });
const older: UiAction = { type: 'history-walked', by: 1 };
const newer: UiAction = { type: 'history-walked', by: -1 };
const quitQuestion: Question = { text: 'Quit?', yes: () => undefined, isAboutQuitting: true };

const inputOf = (state: UiState): string => textOf(state.input);

describe('the first state', () => {
  it('has the keyboard in the input box of a room, in the tree for a topic', () => {
    expect(modeOf(initialUiState({ selected: chat }))).toBe('input');
    expect(modeOf(initialUiState({ selected: house }))).toBe('tree');
    expect(modeOf(initialUiState({ selected: undefined }))).toBe('input');
  });

  it('asks for a name where one is to be asked for', () => {
    const state = initialUiState({ name: 'alice', selected: chat });
    expect(modeOf(state)).toBe('name');
    expect(textOf(activeLine(state) ?? editedLine(''))).toBe('alice');
    expect(modeOf(after(state, { type: 'name-closed' }))).toBe('input');
  });
});

describe('what was sent', () => {
  const said = after(start, sent('one'), sent('two'), sent('three'));

  it('comes back from the newest to the oldest, and stays there', () => {
    expect(
      [1, 2, 3, 4, 5].map((count) =>
        inputOf(after(said, ...Array.from({ length: count }, () => older))),
      ),
    ).toEqual(['three', 'two', 'one', 'one', 'one']);
  });

  it('goes forward again to what was being typed', () => {
    const walked = after(said, typed('draft'), older, older, newer, newer);
    expect(inputOf(walked)).toBe('draft');
    expect(inputOf(after(walked, newer))).toBe('draft');
  });

  it('brings the cursor to the end', () => {
    const back = after(said, older);
    expect(back.input.cursor).toBe(5);
  });

  it('begins at the newest again after another line is sent', () => {
    expect(inputOf(after(said, older, older, sent('two'), older))).toBe('two');
    expect(inputOf(after(said, older, older, sent('two'), older, older))).toBe('three');
  });

  it('is kept once when it is sent twice in a row', () => {
    expect(after(start, sent('a'), sent('a'), sent('b'), sent('a')).sent).toEqual(['a', 'b', 'a']);
  });

  it('is kept up to a limit, the newest', () => {
    const many = after(start, ...Array.from({ length: 1100 }, (_, index) => sent(String(index))));
    expect(many.sent.length).toBe(1000);
    expect(many.sent.at(-1)).toBe('1099');
  });

  it('empties the input box but keeps what was cut for Ctrl+Y', () => {
    const state = after(
      start,
      { type: 'line-edited', line: editedLine('text', 'cut') },
      sent('text'),
    );
    expect(inputOf(state)).toBe('');
    expect(state.input.killed).toBe('cut');
  });

  it('is walked through as a plain list would be', () => {
    const walks = fc.array(fc.constantFrom(older, newer), { maxLength: 20 });
    const lines = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 5 });
    fc.assert(
      fc.property(lines, fc.string(), walks, (all, draft, steps) => {
        let place = all.length;
        for (const step of steps)
          place = Math.max(0, Math.min(all.length, step === older ? place - 1 : place + 1));
        const state = after(start, ...all.map(sent), typed(draft), ...steps);
        expect(inputOf(state)).toBe([...all, draft][place]);
      }),
    );
  });
});

describe('completing', () => {
  const candidates = ['alice: ', 'alex: '].map((text) => ({ text, about: '' }));
  const completion = { typed: editedLine('al hi'), candidates, index: 0, before: '', after: ' hi' };

  it('puts the candidate before the cursor and keeps what is behind it', () => {
    const state = after(start, { type: 'line-completed', completion });
    expect(inputOf(state)).toBe('alice:  hi');
    expect(state.input.cursor).toBe('alice: '.length);
    expect(
      inputOf(after(state, { type: 'line-completed', completion: { ...completion, index: 1 } })),
    ).toBe('alex:  hi');
  });

  it('brings back what was typed, or stays', () => {
    const state = after(start, typed('al hi'), { type: 'line-completed', completion });
    expect(inputOf(after(state, { type: 'completion-closed', takes: false }))).toBe('al hi');
    expect(inputOf(after(state, { type: 'completion-closed', takes: true }))).toBe('alice:  hi');
  });

  it('is over with the next edit, and when the line is sent', () => {
    const state = after(start, { type: 'line-completed', completion });
    expect(state.completion).toEqual(completion);
    expect(after(state, typed('x')).completion).toBeUndefined();
    expect(after(state, sent('x')).completion).toBeUndefined();
    expect(after(state, sent('y'), older).completion).toBeUndefined();
  });
});

describe('a prompt', () => {
  const open: UiAction = {
    type: 'prompt-opened',
    prompt: { kind: 'filter', line: editedLine('') },
  };

  it('takes what is typed, and leaves the input box alone', () => {
    const state = after(start, typed('draft'), open, typed('temp'));
    expect(modeOf(state)).toBe('prompt');
    expect(textOf(activeLine(state) ?? editedLine(''))).toBe('temp');
    expect(inputOf(state)).toBe('draft');
  });

  it('gives the keyboard back', () => {
    const state = after(start, { type: 'pane-focused', pane: 'tree' }, open, {
      type: 'prompt-closed',
    });
    expect(modeOf(state)).toBe('tree');
  });
});

describe('a passphrase that is asked for', () => {
  const secret = editedLine('half a pass');
  const ops = {
    kind: 'passphrase',
    line: secret,
    room: 'ops',
    salt: undefined,
    generated: undefined,
    first: undefined,
  } as const;
  const asked = after(start, { type: 'prompt-opened', prompt: ops });

  it.each<[string, Selection]>([
    ['another room', chat],
    ['a topic', house],
    ['a conversation with one other', { kind: 'room', topic: 'bob' }],
  ])('is no longer where %s is chosen', (_name, place) => {
    const state = after(asked, { type: 'selection-changed', selection: place, treeOffset: 0 });
    expect([state.prompt, modeOf(state)]).toEqual([undefined, 'input']);
    expect(JSON.stringify(state)).not.toContain(JSON.stringify(secret.characters));
  });

  it('stays where its own room is chosen', () => {
    const place = { kind: 'room', topic: 'ops' } as const;
    expect(
      after(asked, { type: 'selection-changed', selection: place, treeOffset: 0 }).prompt,
    ).toBe(ops);
  });

  it.each(['filter', 'search'] as const)('is the only prompt that is left behind: %s', (kind) => {
    const prompt = { kind, line: editedLine('temp') };
    const state = after(start, { type: 'prompt-opened', prompt });
    const left = after(state, { type: 'selection-changed', selection: house, treeOffset: 0 });
    expect(left.prompt).toBe(prompt);
  });
});

describe('a question', () => {
  it('has the keyboard before everything else', () => {
    const everything = after(
      initialUiState({ name: 'alice', selected: chat }),
      { type: 'credentials-asked', username: '' },
      { type: 'reading-changed', reading: { text: helpText(tables), top: 0 } },
      { type: 'asked', question: quitQuestion },
    );
    const answered = after(everything, { type: 'answered' });
    const closed = after(answered, { type: 'reading-changed', reading: undefined });
    const left = after(closed, { type: 'credentials-closed' });
    expect([everything, answered, closed, left].map(modeOf)).toEqual([
      'question',
      'reading',
      'credentials',
      'name',
    ]);
  });

  it('takes no text', () => {
    expect(activeLine(after(start, { type: 'asked', question: quitQuestion }))).toBeUndefined();
  });
});

describe('the form for user name and password', () => {
  const refusal: ConnectionStatus = { state: 'refused', problem: 'no', credentials: true };

  it('begins with the password where the user name is known', () => {
    const known = after(start, { type: 'credentials-asked', username: 'admin', refusal });
    expect([
      known.credentials?.field,
      textOf(known.credentials?.username ?? editedLine('')),
    ]).toEqual(['password', 'admin']);
    expect(known.seenRefusal).toBe(refusal);
    expect(after(start, { type: 'credentials-asked', username: '' }).credentials?.field).toBe(
      'username',
    );
  });

  it('takes what is typed in the field that has the cursor', () => {
    const state = after(
      start,
      typed('draft'),
      { type: 'credentials-asked', username: '' },
      typed('admin'),
      { type: 'credentials-field-changed', field: 'password' },
      typed('secret'),
    );
    const { username, password } = state.credentials ?? {};
    expect([username, password].map((line) => textOf(line ?? editedLine('')))).toEqual([
      'admin',
      'secret',
    ]);
    expect(inputOf(state)).toBe('draft');
  });

  it('keeps the password nowhere when it is closed', () => {
    const state = after(
      start,
      { type: 'credentials-asked', username: 'admin' },
      typed('opensesame'),
      { type: 'credentials-closed' },
    );
    expect(JSON.stringify(state)).not.toContain('opensesame');
  });

  it('is not there for a change of field when it is closed', () => {
    expect(after(start, { type: 'credentials-field-changed', field: 'password' })).toBe(start);
  });
});

describe('choosing a place', () => {
  it('follows the newest there, from the top of its details', () => {
    const held = after(
      start,
      { type: 'log-pointed', cursor: 5, anchor: { position: 7, hidden: 1 } },
      { type: 'log-paused', anchor: { position: 7, hidden: 1 } },
      { type: 'details-scrolled', top: 3, cursorRow: 0 },
    );
    expect(held).toMatchObject({ cursor: 5, isPaused: true, details: { top: 3 } });
    expect(after(held, { type: 'selection-changed', selection: house })).toMatchObject({
      selected: house,
      anchor: undefined,
      cursor: undefined,
      isPaused: false,
      details: { top: 0, cursor: undefined },
    });
  });
});

describe('the log', () => {
  it('is no longer paused when it follows the newest', () => {
    const paused = after(start, { type: 'log-paused', anchor: { position: 3, hidden: 0 } });
    expect(paused.isPaused).toBe(true);
    expect(
      after(paused, { type: 'log-scrolled', anchor: { position: 1, hidden: 0 } }).isPaused,
    ).toBe(true);
    expect(after(paused, { type: 'log-scrolled', anchor: undefined }).isPaused).toBe(false);
    expect(after(paused, { type: 'log-paused', anchor: undefined }).isPaused).toBe(false);
  });

  it('forgets what is pointed at when the keyboard goes back to the input box', () => {
    const pointed = after(start, { type: 'log-pointed', cursor: 5, anchor: undefined });
    expect(after(pointed, { type: 'pane-focused', pane: 'input' }).cursor).toBeUndefined();
    expect(after(pointed, { type: 'pane-focused', pane: 'log' }).cursor).toBe(5);
  });

  it('keeps what is pointed at while its details are looked at', () => {
    const pointed = after(start, { type: 'log-pointed', cursor: 5, anchor: undefined });
    expect(after(pointed, { type: 'pane-focused', pane: 'details' }).cursor).toBe(5);
  });
});

describe('the details', () => {
  it('never scroll above their top', () => {
    expect(after(start, { type: 'details-scrolled', top: -3, cursorRow: 0 }).details.top).toBe(0);
  });

  it('give the keyboard to the log when they are switched off under it', () => {
    const state = after(
      start,
      { type: 'pane-focused', pane: 'details' },
      { type: 'details-toggled' },
    );
    expect([state.focus, state.showsDetails]).toEqual(['log', false]);
  });
});

/** A topic with the name of the room. */
const site = { kind: 'topic', topic: 'chat' } as const;
const go = (selection: Selection): UiAction => ({ type: 'selection-changed', selection });

describe('drafts', () => {
  it('stay in their place, with the cursor', () => {
    const moved = { ...editedLine('in the room'), cursor: 3 };
    const away = after(start, go(chat), { type: 'line-edited', line: moved }, go(site));
    expect(inputOf(away)).toBe('');
    const back = after(away, typed('on the topic'), go(chat));
    expect([inputOf(back), back.input.cursor]).toEqual(['in the room', 3]);
    expect(inputOf(after(back, go(site)))).toBe('on the topic');
  });

  it('go when they are sent, and stay out of other places', () => {
    const state = after(start, go(chat), typed('a'), go(site), go(chat), sent('a'), go(site));
    expect([inputOf(state), state.drafts.size]).toEqual(['', 0]);
  });

  it('are kept for a hundred places, the newest', () => {
    const places = Array.from({ length: 150 }, (_, index): Selection => ({
      kind: 'topic',
      topic: String(index),
    }));
    const state = after(
      start,
      ...places.flatMap((place) => [go(place), typed(`at ${place.topic}`)]),
      go(chat),
    );
    expect(state.drafts.size).toBe(100);
    expect(inputOf(after(state, go({ kind: 'topic', topic: '149' })))).toBe('at 149');
    expect(inputOf(after(state, go({ kind: 'topic', topic: '0' })))).toBe('');
  });

  it('keep what was cut for everywhere', () => {
    const cut: UiAction = { type: 'line-edited', line: editedLine('', 'cut') };
    expect(after(start, go(chat), cut, go(site)).input.killed).toBe('cut');
  });
});
