import { use } from 'react';
import { useLanguage } from './context';
import { initialLanguage, opened, type Language } from './languages';

/** Texts of a part of the application. They are loaded with that part, in the reader's language alone. */
export interface TextPart<Texts> {
  /** Has the texts loaded; beside the code of a page, neither waits for the other. */
  load: () => Promise<unknown>;
  /** The texts in the reader's language. Waits for them where nobody has asked for them before. */
  useTexts: () => Texts;
}

/**
 * Texts that are loaded when they are first needed.
 *
 * @param sources how each language's texts come
 */
export function textPart<Texts>(sources: Record<Language, () => Promise<Texts>>): TextPart<Texts> {
  const underWay = new Map<Language, Promise<Texts>>();

  function load(language: Language): Promise<Texts> {
    // Who changes the language sees the new one only when all parts that were opened have it.
    opened.add(load);
    const loading = underWay.get(language) ?? readAtOnce(fetchOnce(language));
    underWay.set(language, loading);
    return loading;
  }

  async function fetchOnce(language: Language): Promise<Texts> {
    try {
      return await sources[language]();
    } catch (error) {
      // Code that did not come may come the next time.
      underWay.delete(language);
      throw error;
    }
  }

  return {
    load: () => load(initialLanguage()),
    // Each time by `use`, also when they are there: a render that waited for it once is repeated with it.
    useTexts: () => use(load(useLanguage())),
  };
}

/** Lets `use` read a promise without a pause once it is fulfilled, though nobody has waited for it in a render yet. */
function readAtOnce<Texts>(loading: Promise<Texts>): Promise<Texts> {
  const tracked: Promise<Texts> & { status?: 'fulfilled'; value?: Texts } = loading;
  loading.then(
    (texts) => {
      tracked.status = 'fulfilled';
      tracked.value = texts;
    },
    // Who asked for them is told.
    () => {},
  );
  return loading;
}
