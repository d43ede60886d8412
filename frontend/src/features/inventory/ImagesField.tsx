import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconPhotoPlus, IconTrash } from '@tabler/icons-react';
import { lazy, useState } from 'react';
import { useFieldArray, type UseFormReturn } from 'react-hook-form';
import { useProductsMessages } from '@/lib/messages/inventory';
import { Card } from '@/ui/Card';
import { Later } from '@/ui/Later';
import classes from './ImagesField.module.css';
import type { ProductValues } from './productValues';
import { useDragOrder } from './useDragOrder';
import type { FileOut } from '@/api/types';
import { Thumbnail } from '@/features/files/Thumbnail';
import { Thumb } from '@/features/pictures/Thumb';

const FilePicker = lazy(() => import('@/features/files/FilePicker'));

const AT_MOST = 12;

/** The pictures of a product in their order, each with what it shows. */
export function ImagesField({ form }: { form: UseFormReturn<ProductValues> }) {
  const t = useProductsMessages().form;
  const { fields, append, remove, move } = useFieldArray({ control: form.control, name: 'images' });
  const [picking, setPicking] = useState(false);
  const drag = useDragOrder(move);
  // Those chosen here are not public yet, so they are shown in another way.
  const [chosen, setChosen] = useState<FileOut[]>([]);
  const [said, setSaid] = useState('');
  const problems = form.formState.errors.images;

  function reorder(from: number, to: number) {
    move(from, to);
    setSaid(t.pictureMoved(to + 1, fields.length));
  }

  return (
    <Card
      title={t.pictures}
      sub={t.picturesSub}
      aside={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPhotoPlus size={16} stroke={1.75} aria-hidden="true" />}
          disabled={fields.length >= AT_MOST}
          onClick={() => setPicking(true)}
        >
          {t.addPicture}
        </Button>
      }
    >
      {problems?.message && (
        <p className={classes.problem} role="alert">
          {problems.message}
        </p>
      )}
      {fields.length === 0 && <p className={classes.none}>{t.noPictures}</p>}
      <ol className={classes.images} aria-label={t.pictures}>
        {fields.map(({ id, fileId }, index) => (
          <li key={id} className={classes.image} {...drag(index)}>
            <span className={classes.picture}>
              <Preview fileId={fileId} chosen={chosen} />
            </span>
            <div className={classes.what}>
              <TextInput
                aria-label={t.alt(index + 1)}
                placeholder={t.altHint}
                autoComplete="off"
                error={problems?.[index]?.alt?.message}
                {...form.register(`images.${index}.alt`)}
              />
              <div className={classes.tools}>
                <ActionIcon
                  aria-label={t.earlier(index + 1)}
                  size={30}
                  disabled={index === 0}
                  onClick={() => reorder(index, index - 1)}
                >
                  <IconArrowLeft size={17} stroke={1.75} aria-hidden="true" />
                </ActionIcon>
                <ActionIcon
                  aria-label={t.later(index + 1)}
                  size={30}
                  disabled={index === fields.length - 1}
                  onClick={() => reorder(index, index + 1)}
                >
                  <IconArrowRight size={17} stroke={1.75} aria-hidden="true" />
                </ActionIcon>
                <ActionIcon aria-label={t.removePicture(index + 1)} size={30} onClick={() => remove(index)}>
                  <IconTrash size={17} stroke={1.75} aria-hidden="true" />
                </ActionIcon>
              </div>
            </div>
          </li>
        ))}
      </ol>
      <p className={classes.said} role="status">
        {said}
      </p>
      <Later when={picking}>
        <FilePicker
          opened={picking}
          kind="image"
          onClose={() => setPicking(false)}
          onPick={(file) => {
            append({ fileId: file.id, alt: '' });
            setChosen([...chosen, file]);
            setPicking(false);
          }}
        />
      </Later>
    </Card>
  );
}

function Preview({ fileId, chosen }: { fileId: string; chosen: FileOut[] }) {
  const file = chosen.find(({ id }) => id === fileId);
  // It has just come, and its small versions with it or soon.
  return file ? <Thumbnail file={{ ...file, status: 'ready' }} width={320} /> : <Thumb fileId={fileId} size={88} />;
}
