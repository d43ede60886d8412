import { FilterSelect } from '@/ui/FilterSelect';
import type { StudioList } from './useStudioList';

interface ListChoiceProps<Name extends string> {
  list: StudioList<Name>;
  /** The parameter of the address that keeps what is chosen. */
  by: NoInfer<Name>;
  label: string;
  /** What the choice is called that leaves nothing out. */
  all: string;
  choices: { value: string; label: string }[];
}

/** Narrows a list of the studio to one value of something. */
export function ListChoice<Name extends string>({ list, by, ...shown }: ListChoiceProps<Name>) {
  const params: Record<string, string> = list.params;
  const change = list.change as (change: Record<string, string>) => void;
  return <FilterSelect {...shown} value={params[by]!} onChange={(value) => change({ [by]: value })} />;
}

/** The values to choose from, each by its name. */
export function named<Value extends string>(values: readonly Value[], names: Record<Value, string>) {
  return values.map((value) => ({ value, label: names[value] }));
}
