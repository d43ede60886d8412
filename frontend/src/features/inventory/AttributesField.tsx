import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useFieldArray, type UseFormReturn } from 'react-hook-form';
import { useProductsMessages } from '@/lib/messages/inventory';
import { Card } from '@/ui/Card';
import classes from './AttributesField.module.css';
import type { ProductValues } from './productValues';

/** Names with values by which products can be compared. */
export function AttributesField({ form }: { form: UseFormReturn<ProductValues> }) {
  const t = useProductsMessages().form;
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'attributes' });
  const problems = form.formState.errors.attributes;
  return (
    <Card
      title={t.attributes}
      sub={t.attributesSub}
      aside={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />}
          onClick={() => append({ name: '', value: '' })}
        >
          {t.addAttribute}
        </Button>
      }
    >
      {problems?.message && (
        <p className={classes.problem} role="alert">
          {problems.message}
        </p>
      )}
      {fields.length === 0 && <p className={classes.none}>{t.noAttributes}</p>}
      <div className={classes.rows}>
        {fields.map(({ id }, index) => (
          <div key={id} className={classes.row}>
            <TextInput
              aria-label={t.attributeName(index + 1)}
              placeholder={t.attributeNamePlaceholder}
              autoComplete="off"
              error={problems?.[index]?.name?.message}
              {...form.register(`attributes.${index}.name`)}
            />
            <TextInput
              aria-label={t.attributeValue(index + 1)}
              placeholder={t.attributeValuePlaceholder}
              autoComplete="off"
              error={problems?.[index]?.value?.message}
              {...form.register(`attributes.${index}.value`)}
            />
            <ActionIcon aria-label={t.removeAttribute(index + 1)} onClick={() => remove(index)}>
              <IconX size={17} stroke={1.75} aria-hidden="true" />
            </ActionIcon>
          </div>
        ))}
      </div>
    </Card>
  );
}
