/** The text with every occurrence of the password replaced by dots, in case an error quotes it. */
export const withoutSecrets = (text: string, password: string | undefined): string =>
  password === undefined || password === '' ? text : text.replaceAll(password, '••••');
