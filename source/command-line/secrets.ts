/** The text with every occurrence of a password replaced by dots, in case an error quotes it. */
export const withoutSecrets = (text: string, passwords: readonly (string | undefined)[]): string =>
  passwords.reduce<string>(
    (clean, password) =>
      password === undefined || password === '' ? clean : clean.replaceAll(password, '••••'),
    text,
  );
