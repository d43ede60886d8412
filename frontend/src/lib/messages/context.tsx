import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Messages } from './en';
import { loadMessages, type Language } from './languages';

interface Catalogue {
  language: Language;
  messages: Messages;
}

const CatalogueContext = createContext<Catalogue | null>(null);

interface MessagesProviderProps {
  language: Language;
  /** The catalogue of `language` when it is already loaded, so that the first paint has the right words. */
  initial: Messages;
  children: ReactNode;
}

/** Gives everything below it the texts of `language`; the old texts stay until the new ones are there. */
export function MessagesProvider({ language, initial, children }: MessagesProviderProps) {
  const [catalogue, setCatalogue] = useState<Catalogue>({ language, messages: initial });

  useEffect(() => {
    if (catalogue.language === language) return;
    let current = true;
    void loadMessages(language).then((messages) => {
      if (current) setCatalogue({ language, messages });
    });
    return () => {
      current = false;
    };
  }, [language, catalogue.language]);

  useEffect(() => {
    document.documentElement.lang = catalogue.language;
  }, [catalogue.language]);

  return <CatalogueContext value={catalogue}>{children}</CatalogueContext>;
}

/** The texts of the reader's language. */
export function useMessages(): Messages {
  return useCatalogue().messages;
}

export function useLanguage(): Language {
  return useCatalogue().language;
}

function useCatalogue(): Catalogue {
  const catalogue = useContext(CatalogueContext);
  if (!catalogue) throw new Error('useMessages needs a MessagesProvider above it');
  return catalogue;
}
