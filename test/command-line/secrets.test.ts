import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutSecrets } from '../../source/command-line/secrets.ts';

describe('a text without secrets', () => {
  it('has no password in it, whatever the password and the text', () => {
    const passwords = fc
      .string({ unit: 'binary', minLength: 1 })
      .filter((text) => !text.includes('•'));
    fc.assert(
      fc.property(passwords, fc.array(fc.string({ unit: 'binary' })), (password, pieces) => {
        expect(withoutSecrets(pieces.join(password), [password])).not.toContain(password);
      }),
      { numRuns: 1000 },
    );
  });

  it('is otherwise the text', () => {
    expect(withoutSecrets('user admin, password a.*b$&', ['a.*b$&'])).toBe(
      'user admin, password ••••',
    );
    expect(withoutSecrets('as it is', [undefined])).toBe('as it is');
    expect(withoutSecrets('as it is', [''])).toBe('as it is');
  });
});
