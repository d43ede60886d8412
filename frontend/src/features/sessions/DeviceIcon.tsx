import { IconDeviceDesktop, IconDeviceMobile, IconDeviceTablet, IconTerminal2 } from '@tabler/icons-react';
import type { Device } from '@/lib/device';
import { IconTile } from '@/ui/IconTile';

const ICONS = {
  phone: IconDeviceMobile,
  tablet: IconDeviceTablet,
  computer: IconDeviceDesktop,
  program: IconTerminal2,
};

/** The kind of a device as a picture. */
export function DeviceIcon({ kind }: { kind: Device['kind'] }) {
  const Icon = ICONS[kind];
  return (
    <IconTile>
      <Icon size={20} stroke={1.6} aria-hidden="true" />
    </IconTile>
  );
}
