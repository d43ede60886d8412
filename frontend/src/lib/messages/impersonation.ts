import { useTexts } from './context';

const en = {
  label: 'Acting in another name',
  acting: (name: string) => `You act as ${name}`,
  left: (minutes: number) => (minutes <= 1 ? 'less than a minute left' : `${minutes} minutes left`),
  stop: 'Stop',
  stopped: 'You are yourself again',
};

const de: typeof en = {
  label: 'In anderem Namen',
  acting: (name) => `Du handelst im Namen von ${name}`,
  left: (minutes) => (minutes <= 1 ? 'noch weniger als eine Minute' : `noch ${minutes} Minuten`),
  stop: 'Beenden',
  stopped: 'Du bist wieder du selbst',
};

export const impersonation = { en, de };

/** The texts about acting in another's name. */
export const useImpersonationMessages = () => useTexts(impersonation);
