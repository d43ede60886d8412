import { rememberLanguage, type Language } from '@/lib/messages/languages';
import { languageChosen } from '@/store/uiSlice';
import { useAppDispatch, useAppSelector } from '@/store/hooks';

/** The interface's language, kept on this device. */
export function useLanguageChoice() {
  const dispatch = useAppDispatch();
  const language = useAppSelector((state) => state.ui.language);
  return {
    language,
    choose(next: Language) {
      rememberLanguage(next);
      dispatch(languageChosen(next));
    },
  };
}
