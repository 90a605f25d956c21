/** Spells times, ms since the epoch; the last one is remembered, because messages come by the hundred in a millisecond. */
export const timeText = (spell: (at: number) => string): ((at: number) => string) => {
  let last = Number.NaN;
  let text = '';
  return (at) => {
    if (at !== last) {
      text = spell(at);
      last = at;
    }
    return text;
  };
};
