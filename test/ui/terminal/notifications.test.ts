import { describe, expect, it } from 'vitest';
import { Attention, type NotifyMode } from '../../../source/model/attention.ts';
import { createNotifier, desktopNotification } from '../../../source/ui/terminal/notifications.ts';

const mention = { room: '#chat', user: 'alice', say: 'hello me', isShown: true };

const away = (notify: NotifyMode): Attention =>
  Object.assign(new Attention(), { notify, hasFocus: false, reportsFocus: true });

describe('a notification', () => {
  it.each([
    ['off', ''],
    ['bell', '\u0007'],
    ['desktop', '\u001b]9;[#chat] alice: hello me\u0007'],
  ] as const)('with %s is %j', (mode, bytes) => {
    expect(createNotifier(away(mode), 'osc9')(mention, 0)).toBe(bytes);
  });

  it('is made only while nobody looks', () => {
    const attention = away('bell');
    const notificationOf = createNotifier(attention, 'osc9');
    attention.hasFocus = true;
    expect(notificationOf(mention, 0)).toBe('');
    expect(notificationOf({ ...mention, isShown: false }, 0)).toBe('');
    attention.hasFocus = false;
    expect(notificationOf(mention, 0)).toBe('\u0007');
  });

  it('is made for a hidden room where the terminal does not tell of its focus', () => {
    const notificationOf = createNotifier(
      Object.assign(new Attention(), { notify: 'bell' }),
      'osc9',
    );
    expect(notificationOf(mention, 0)).toBe('');
    expect(notificationOf({ ...mention, isShown: false }, 0)).toBe('\u0007');
  });

  it('is made seldom', () => {
    const notificationOf = createNotifier(away('bell'), 'osc9');
    const made = Array.from({ length: 100 }, (_, index) => notificationOf(mention, index * 100));
    expect(made.filter((bytes) => bytes !== '')).toHaveLength(4);
  });

  it('keeps to itself what was said in private', () => {
    const notificationOf = createNotifier(away('desktop'), 'osc9');
    expect(notificationOf({ ...mention, room: '@alice', say: undefined }, 0)).toBe(
      '\u001b]9;[@alice] alice writes to you\u0007',
    );
  });

  it('has another form for other terminals', () => {
    expect(desktopNotification('osc777', '#a;b', 'alice: x; y')).toBe(
      '\u001b]777;notify;[#a,b];alice: x, y\u0007',
    );
  });

  it.each(['osc9', 'osc777'] as const)(
    'as %s holds nothing that could end it, and is short',
    (form) => {
      const hostile = '\u0007\u001b\\\u009c\u001b]52;c;AAAA\u0007\n\r\u0000\u202e'.repeat(1000);
      const sequence = desktopNotification(form, hostile, hostile);
      expect(sequence.slice(1, -1)).not.toMatch(/\p{Cc}|\u202e/u);
      expect(sequence.length).toBeLessThan(600);
    },
  );
});
