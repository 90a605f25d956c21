import { printable } from '../../payload/printable.ts';
import type { Flag } from '../flag.ts';
import type { Value } from '../flag-value.ts';
import { dots, withoutPassword } from './url-password.ts';

/** How a text is shown that may have a secret in it, by the name of its flag. */
const hide: Readonly<Record<string, (text: string) => string>> = {
  password: () => dots,
  'ws-header': (text) => text.replace(/:.*$/s, `: ${dots}`),
  'connect-property': (text) => text.replace(/=.*$/s, `=${dots}`),
  // A query may have a token in it.
  url: (text) => withoutPassword(text).replace(/\?.*$/s, `?${dots}`),
  proxy: (text) => withoutPassword(text),
};

/** A value on one line, without secrets; in parentheses what counts where nothing is set. */
export const shownValue = (flag: Flag, value: Value | undefined): string => {
  const show = (text: string): string => printable((hide[flag.name] ?? String)(text));
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
  if (isEmpty) return `(${flag.whenUnset ?? 'none'})`;
  if (Array.isArray(value)) return value.map(show).join(flag.isFileOnly === true ? ' ' : ', ');
  return value === '' ? '(empty)' : show(String(value));
};
