import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useColumnChoice } from './useColumnChoice';

const column = (key: string) => ({ key, label: key, cell: () => null });
const all = [column('name'), column('height'), { ...column('actions'), hideLabel: true }];

it('lets one choose the columns, but for the first and those without a heading', () => {
  const { result } = renderHook(() => useColumnChoice('plants', all));
  expect(result.current.choices).toEqual([{ key: 'height', label: 'height', shown: true }]);
  act(() => result.current.toggle('height'));
  expect(result.current.shown.map(({ key }) => key)).toEqual(['name', 'actions']);
  const later = renderHook(() => useColumnChoice('plants', all));
  expect(later.result.current.choices[0]!.shown).toBe(false);
});
