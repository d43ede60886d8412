import { PersonFilter } from '@/features/users/PersonFilter';
import type { StudioList } from './useStudioList';

interface ListPersonProps<Name extends string> {
  list: StudioList<Name>;
  /** The parameter of the address that keeps whom. */
  by: NoInfer<Name>;
  label: string;
  /** What it is called to leave nobody out. */
  all: string;
  /** What is said when nobody is found. */
  nobody: string;
}

/** Narrows a list of the studio to what is somebody's. */
export function ListPerson<Name extends string>({ list, by, ...shown }: ListPersonProps<Name>) {
  const params: Record<string, string> = list.params;
  const change = list.change as (change: Record<string, string>) => void;
  return <PersonFilter {...shown} value={params[by]!} onChange={(id) => change({ [by]: id })} />;
}
