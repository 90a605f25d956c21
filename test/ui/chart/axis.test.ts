import { expect, it, onTestFinished, vi } from 'vitest';
import { chartTimeAxis } from '../../../source/ui/chart/axis.ts';

it('the axis of some days names them, by a formatter that is made once', () => {
  const made = vi.spyOn(Date.prototype, 'toLocaleDateString');
  onTestFinished(() => made.mockRestore());
  const from = new Date(2026, 10, 20, 12).getTime();
  const to = new Date(2026, 10, 23, 12).getTime();
  expect(chartTimeAxis(from, to, 72)).toMatch(/┬21 Nov─.*┬22 Nov─.*┬23 Nov─/);
  expect(made).not.toHaveBeenCalled();
});
