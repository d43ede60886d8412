import { Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal } from '@tabler/icons-react';
import { lazy, useEffect, useRef, useState } from 'react';
import type { Versioned } from '@/api/client';
import type { Article } from '@/api/types';
import { Crumb } from '@/features/navigation/Crumb';
import { useWritingMessages } from '@/lib/messages/writing';
import { Later } from '@/ui/Later';
import { PageTitle, useDocumentTitle } from '@/ui/Page';
import { ArticleMenu } from './ArticleMenu';
import { AsideNotice } from './AsideNotice';
import { asideStore } from './draftStore';
import { EditorFoot } from './EditorFoot';
import { MarkdownField } from './MarkdownField';
import { Publication } from './Publication';
import { RefusedNotice } from './RefusedNotice';
import { SaveStatus } from './SaveStatus';
import { StatusPill } from './StatusPill';
import { TitleField } from './TitleField';
import { useDraft } from './useDraft';
import { useEditorView, type EditorView } from './useEditorView';
import { usePictures } from './usePictures';
import { useCurrentUser } from '@/features/session/context';
import classes from './ArticleEditor.module.css';

const Preview = lazy(() => import('./Preview'));
const DetailsPanel = lazy(() => import('./DetailsPanel'));
const FilePicker = lazy(() => import('@/features/files/FilePicker'));
const ConflictScreen = lazy(() => import('./ConflictScreen'));

/** Where an article is written. */
export function ArticleEditor({ loaded }: { loaded: Versioned<Article> }) {
  const t = useWritingMessages();
  const user = useCurrentUser();
  const { draft, keeper } = useDraft(loaded);
  const [view, setView] = useEditorView();
  const [detailed, setDetailed] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const pictures = usePictures(field);
  const aside = asideStore(user.id, draft.article.id);
  const { fields, article, conflict } = draft;
  const name = fields.title.trim();
  useDocumentTitle(name || t.editor.headingNew);
  useFocusOnArrival();

  return (
    <>
      <Crumb to="/content" label={t.editor.back} />
      <div className={classes.top}>
        <PageTitle className={classes.heading}>{name ? t.editor.heading(name) : t.editor.headingNew}</PageTitle>
        <div className={classes.states}>
          <StatusPill status={article.status} />
          <SaveStatus draft={draft} />
        </div>
        {!conflict && (
          <div className={classes.actions}>
            <ViewSwitch view={view} onChange={setView} />
            <Button
              variant="default"
              leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden="true" />}
              onClick={() => setDetailed(true)}
            >
              {t.editor.details}
            </Button>
            <Publication draft={draft} keeper={keeper} />
          </div>
        )}
        {!conflict && <ArticleMenu article={article} keeper={keeper} />}
      </div>
      {conflict ? (
        <Later when>
          <ConflictScreen
            mine={fields}
            base={conflict.base}
            theirs={conflict.theirs.data}
            onResolve={(chosen, left) => {
              if (left) aside.write(left);
              keeper.resolve(chosen);
            }}
          />
        </Later>
      ) : (
        <>
          <RefusedNotice draft={draft} onAgain={() => void keeper.flush()} onDetails={() => setDetailed(true)} />
          <AsideNotice store={aside} onRestore={(kept) => keeper.change(kept)} />
          <div className={classes.desk} data-view={view}>
            {view !== 'preview' && (
              <div className={classes.paper}>
                <TitleField
                  value={fields.title}
                  lang={fields.language}
                  onChange={(title) => keeper.change({ title })}
                  onDone={() => field.current?.focus()}
                />
                <MarkdownField
                  field={field}
                  value={fields.body}
                  lang={fields.language}
                  onChange={(body) => keeper.change({ body })}
                  onSave={() => void keeper.flush()}
                  onPicture={pictures.choose}
                  onFiles={pictures.upload}
                />
              </div>
            )}
            <Later when={view !== 'write'}>{view !== 'write' && <Preview fields={fields} />}</Later>
          </div>
          <EditorFoot fields={fields} />
        </>
      )}
      <Later when={detailed}>
        <DetailsPanel
          opened={detailed}
          draft={draft}
          onChange={(part) => keeper.change(part)}
          onClose={() => setDetailed(false)}
        />
      </Later>
      <Later when={pictures.choosing}>
        <FilePicker opened={pictures.choosing} kind="image" onPick={pictures.put} onClose={pictures.close} />
      </Later>
    </>
  );
}

function ViewSwitch({ view, onChange }: { view: EditorView; onChange: (view: EditorView) => void }) {
  const t = useWritingMessages().editor;
  const wide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  return (
    <SegmentedControl
      aria-label={t.view}
      value={view}
      onChange={(value) => onChange(value as EditorView)}
      data={[
        { value: 'write', label: t.write },
        ...(wide ? [{ value: 'both', label: t.both }] : []),
        { value: 'preview', label: t.preview },
      ]}
    />
  );
}

/** The editor comes after its text; whoever was led here by a link starts at its heading. */
function useFocusOnArrival() {
  useEffect(() => {
    if (document.activeElement === document.body) document.querySelector('h1')?.focus({ preventScroll: true });
  }, []);
}
