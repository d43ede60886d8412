import { useMessages } from '@/lib/messages/context';
import type { Device } from '@/lib/device';

/** Names a device as one would in conversation: "Firefox on Linux". */
export function useDeviceName(): (device: Device) => string {
  const t = useMessages();
  return ({ browser, system, kind }) => {
    if (browser && system) return t.security.browserOn(browser, system);
    if (kind === 'program') return t.security.program;
    return browser ?? system ?? t.security.unknownDevice;
  };
}
