import { useState } from 'react';
import { SettingsPage } from '@/features/navigation/SettingsPage';
import { ThemePreview } from '@/features/preferences/ThemePreview';
import { useLanguageChoice } from '@/features/preferences/useLanguageChoice';
import { useTheme } from '@/features/preferences/useTheme';
import { useFormat } from '@/lib/format';
import { useMemberMessages } from '@/lib/messages/member';
import { LANGUAGES, type Language } from '@/lib/messages/languages';
import { Card } from '@/ui/Card';
import { ChoiceCards } from '@/ui/ChoiceCards';
import { Stack } from '@/ui/Stack';

const THEMES = [
  { value: 'auto', label: 'system' },
  { value: 'light', label: 'light' },
  { value: 'dark', label: 'dark' },
] as const;

export default function AppearancePage() {
  const t = useMemberMessages();
  const format = useFormat();
  const theme = useTheme();
  const language = useLanguageChoice();
  const [now] = useState(() => new Date().toISOString());
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <SettingsPage title={t.appearance.title} sub={t.appearance.sub}>
      <Stack narrow>
        <Card title={t.appearance.themeTitle} sub={t.appearance.themeSub}>
          <ChoiceCards
            label={t.appearance.themeTitle}
            value={theme.choice}
            onChange={theme.choose}
            choices={THEMES.map(({ value, label }) => ({
              value,
              label: t.theme[label],
              preview: <ThemePreview theme={value} />,
            }))}
          />
        </Card>
        <Card title={t.appearance.languageTitle} sub={t.appearance.languageSub}>
          <ChoiceCards
            label={t.appearance.languageTitle}
            value={language.language}
            onChange={language.choose}
            choices={Object.entries(LANGUAGES).map(([code, name]) => ({
              value: code as Language,
              label: name,
              lang: code,
            }))}
          />
        </Card>
        <Card title={t.appearance.timesTitle} sub={t.appearance.timesSub}>
          <p>{t.appearance.timesExample(format.dateTime(now), zone)}</p>
        </Card>
      </Stack>
    </SettingsPage>
  );
}
