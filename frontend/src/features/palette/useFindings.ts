import { IconArticle, IconPackage, IconUser, IconUsersGroup, type TablerIcon } from '@tabler/icons-react';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { Hit } from '@/api/types';
import { searchQuery } from '@/features/search/queries';
import type { Command } from './commands';
import { recentOf, remember, type Recent } from './recent';

const PAUSE_MS = 150;

/** In which group of the palette each kind of thing stands. */
const KINDS: Record<string, [Command['group'], TablerIcon]> = {
  product: ['products', IconPackage],
  content: ['articles', IconArticle],
  user: ['people', IconUser],
  team: ['teams', IconUsersGroup],
};

export interface Findings {
  commands: Command[];
  /** The answer to what was typed last is not there yet. */
  pending: boolean;
  failed: boolean;
}

/**
 * Records that fit what was typed; while nothing is, those opened last.
 *
 * @param by who is looking
 */
export function useFindings(typed: string, by: string | null): Findings {
  const navigate = useNavigate();
  const text = typed.trim();
  const [settled] = useDebouncedValue(text, PAUSE_MS);
  const query = searchQuery(settled);
  const { data = [], isFetching, isError } = useQuery(query);
  if (!text) {
    const opened = recentOf(by).map(({ path, label, group }): Command => {
      const icon = group === 'products' ? IconPackage : IconArticle;
      return { id: `recent-${path}`, group: 'recent', label, icon, run: () => void navigate(path) };
    });
    return { commands: opened, pending: false, failed: false };
  }
  const commands = data.flatMap((hit): Command[] => {
    const [group, icon] = KINDS[hit.type] ?? [];
    if (!group || !icon) return [];
    const label = hit.title.map((piece) => piece.text).join('');
    const run = () => {
      if (isRecent(group)) remember(by, { path: hit.path, label, group });
      void navigate(hit.path);
    };
    return [{ id: hit.id, group, label, icon, hit: hit as Hit, run }];
  });
  return { commands, pending: settled !== text || isFetching, failed: isError };
}

/** People and teams are nobody's business who comes to this browser later. */
function isRecent(group: Command['group']): group is Recent['group'] {
  return group === 'products' || group === 'articles';
}
