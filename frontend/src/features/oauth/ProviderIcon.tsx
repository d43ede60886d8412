import { IconBrandGithub, IconBrandGoogle, IconBuilding, type TablerIcon } from '@tabler/icons-react';

const ICONS: Record<string, TablerIcon> = { google: IconBrandGoogle, github: IconBrandGithub };

/** The sign of a provider; one of those whom everyone runs themselves has a house. */
export function ProviderIcon({ provider, size = 18 }: { provider: string; size?: number }) {
  const Icon = ICONS[provider] ?? IconBuilding;
  return <Icon size={size} stroke={1.75} aria-hidden="true" />;
}
