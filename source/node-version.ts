const oldest = { major: 22, minor: 13 };

/** Why a version of Node.js is too old for the program; `undefined` where it is not. */
export const nodeProblem = (version: string): string | undefined => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldest.major || (major === oldest.major && minor < oldest.minor)
    ? `Node.js ${oldest.major}.${oldest.minor} or newer is needed; this is ${version}`
    : undefined;
};
