import { useMemberMessages } from '@/lib/messages/member';
import type { Device } from '@/lib/device';

/** Names a device as one would in conversation: "Firefox on Linux". */
export function useDeviceName(): (device: Device) => string {
  const t = useMemberMessages();
  return ({ browser, system, kind }) => {
    if (browser && system) return t.security.browserOn(browser, system);
    if (kind === 'program') return t.security.program;
    return browser ?? system ?? t.security.unknownDevice;
  };
}
