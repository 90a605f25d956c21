type Mutant = { readonly id: string };

const { MUTATE_EVERY: every = '1', MUTATE_OFFSET: offset = '0' } = process.env;

const isDrawn = ({ id }: Mutant): boolean => Number(id) % Number(every) === Number(offset);

/** A checker of Stryker's that draws every n-th mutant; the others are left out as ones that do not compile. */
const sample = {
  init: (): Promise<void> => Promise.resolve(),
  group: (mutants: readonly Mutant[]): Promise<string[][]> =>
    Promise.resolve([mutants.map(({ id }) => id)]),
  check: (mutants: readonly Mutant[]): Promise<Record<string, object>> =>
    Promise.resolve(
      Object.fromEntries(
        mutants.map((mutant) => [
          mutant.id,
          isDrawn(mutant) ? { status: 'passed' } : { status: 'compileError', reason: 'not drawn' },
        ]),
      ),
    ),
};

/** Stryker looks for it. */
export const strykerPlugins = [{ kind: 'Checker', name: 'sample', value: sample }];
