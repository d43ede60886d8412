import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { Category } from '@/api/types';
import { showDone } from '@/features/errors/toasts';
import { applyError } from '@/features/forms/applyError';
import { Form } from '@/features/forms/Form';
import { useMessages } from '@/lib/messages/context';
import { useCategoriesMessages } from '@/lib/messages/inventory';
import { z } from '@/lib/zod';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { useCreateCategory, useUpdateCategory } from './mutations';
import { indented, slugsBelow } from './tree';

/** What is asked of the dialog: a new category, or another state of one. */
export interface Asked {
  edit: Category | null;
  /** Slug of the one that it is or shall be below; empty for the top. */
  parent: string;
}

interface CategoryDialogProps {
  opened: boolean;
  asked: Asked;
  categories: Category[];
  onClose: () => void;
}

/** Adds a category, or changes one and where it stands. */
export default function CategoryDialog({ opened, asked, categories, onClose }: CategoryDialogProps) {
  const t = useCategoriesMessages();
  return (
    <Dialog opened={opened} title={asked.edit ? t.editTitle(asked.edit.name) : t.newTitle} onClose={onClose}>
      <CategoryForm asked={asked} categories={categories} onDone={onClose} />
    </Dialog>
  );
}

interface CategoryFormProps {
  asked: Asked;
  categories: Category[];
  onDone: () => void;
}

function CategoryForm({ asked: { edit, parent }, categories, onDone }: CategoryFormProps) {
  const t = useCategoriesMessages();
  const messages = useMessages();
  const create = useCreateCategory();
  const update = useUpdateCategory(edit?.id ?? '');
  const form = useForm({
    resolver: zodResolver(
      z.object({
        name: z.string().check(z.trim(), z.minLength(1, messages.validation.required)),
        slug: z.string().check(z.trim()),
        parent: z.string(),
        description: z.string().check(z.trim()),
      }),
    ),
    defaultValues: { name: edit?.name ?? '', slug: edit?.slug ?? '', parent, description: edit?.description ?? '' },
  });
  const { errors, isSubmitting } = form.formState;
  // Nothing can be below itself.
  const barred = edit ? slugsBelow(categories, edit.slug) : new Set();

  async function submit(values: { name: string; slug: string; parent: string; description: string }) {
    const body = {
      name: values.name,
      ...(values.slug && { slug: values.slug }),
      parent: values.parent || null,
      description: values.description || null,
    };
    try {
      if (edit) await update.mutateAsync(body);
      else await create.mutateAsync({ ...body, position: placeAtEnd(categories, body.parent) });
      showDone(edit ? t.saved : t.created(values.name));
      onDone();
    } catch (error) {
      applyError(error, form, ['name', 'slug', 'parent', 'description'], messages, t.taken);
    }
  }

  return (
    <Form form={form} onSubmit={submit} label={edit ? t.editTitle(edit.name) : t.newTitle}>
      <TextInput
        label={t.name}
        autoComplete="off"
        data-autofocus
        error={errors.name?.message}
        {...form.register('name')}
      />
      <NativeSelect
        label={t.parent}
        data={[{ value: '', label: t.top }, ...indented(categories.filter(({ slug }) => !barred.has(slug)))]}
        error={errors.parent?.message}
        {...form.register('parent')}
      />
      <TextInput
        label={t.slug}
        description={t.slugHint}
        autoComplete="off"
        error={errors.slug?.message}
        {...form.register('slug')}
      />
      <Textarea label={t.description} rows={3} error={errors.description?.message} {...form.register('description')} />
      <DialogActions>
        <Button type="submit" loading={isSubmitting}>
          {edit ? messages.common.save : t.create}
        </Button>
      </DialogActions>
    </Form>
  );
}

/** The position of a new category after all that are below the same one. */
function placeAtEnd(categories: Category[], parent: string | null): number {
  const siblings = categories.filter((category) => category.parent === parent);
  return Math.max(-1, ...siblings.map(({ position }) => position)) + 1;
}
