import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { categoriesQuery } from '@/features/catalog/queries';
import { useProductsMessages } from '@/lib/messages/inventory';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Pill } from '@/ui/Pill';
import classes from './ConflictDialog.module.css';
import { decided, differences, type ProductBody, type ProductField, type Side } from './productValues';
import { Thumb } from '@/features/pictures/Thumb';

interface ConflictDialogProps {
  /** What both started from. */
  base: ProductBody;
  mine: ProductBody;
  theirs: ProductBody;
  busy: boolean;
  onDecide: (body: ProductBody) => void;
  /** Goes on with theirs alone. */
  onDrop: () => void;
  onClose: () => void;
}

/** Two states of a product beside each other: for each field that differs, one chooses which shall be. */
export default function ConflictDialog(props: ConflictDialogProps) {
  const { base, mine, theirs, busy, onDecide, onDrop, onClose } = props;
  const t = useProductsMessages().conflict;
  const [found] = useState(() => differences(base, mine, theirs));
  const [sides, setSides] = useState<Partial<Record<ProductField, Side>>>(() =>
    Object.fromEntries(found.map(({ field, side }) => [field, side])),
  );
  return (
    <Dialog opened size="lg" title={t.title} sub={t.sub} onClose={onClose}>
      <div className={classes.fields}>
        {found.map(({ field, both }) => (
          <Choice
            key={field}
            label={t.fields[field]}
            both={both}
            side={sides[field] ?? 'theirs'}
            mine={<Value field={field} body={mine} />}
            theirs={<Value field={field} body={theirs} />}
            onChoose={(side) => setSides({ ...sides, [field]: side })}
          />
        ))}
      </div>
      <DialogActions>
        <Button variant="default" disabled={busy} onClick={onDrop}>
          {t.takeTheirs}
        </Button>
        <Button loading={busy} onClick={() => onDecide(decided(mine, theirs, sides))} data-autofocus>
          {t.save}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

interface ChoiceProps {
  label: string;
  both: boolean;
  side: Side;
  mine: ReactNode;
  theirs: ReactNode;
  onChoose: (side: Side) => void;
}

function Choice({ label, both, side, mine, theirs, onChoose }: ChoiceProps) {
  const t = useProductsMessages().conflict;
  const name = useId();
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>
        {label}
        {both && <Pill tone="warn">{t.both}</Pill>}
      </legend>
      <div className={classes.sides}>
        {(['mine', 'theirs'] as const).map((which) => (
          <label key={which} className={classes.side}>
            <span className={classes.who}>
              <input type="radio" name={name} checked={side === which} onChange={() => onChoose(which)} />
              {t[which]}
            </span>
            <span className={classes.value}>{which === 'mine' ? mine : theirs}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Value({ field, body }: { field: ProductField; body: ProductBody }): ReactNode {
  const t = useProductsMessages().conflict;
  const categories = useQuery(categoriesQuery);
  const nothing = <span className={classes.nothing}>{t.nothing}</span>;
  switch (field) {
    case 'images':
      return body.images.length === 0 ? (
        nothing
      ) : (
        <span className={classes.pictures} role="img" aria-label={t.pictures(body.images.length)}>
          {body.images.map(({ fileId }) => (
            <Thumb key={fileId} fileId={fileId} size={40} />
          ))}
        </span>
      );
    case 'attributes':
      return Object.keys(body.attributes).length === 0
        ? nothing
        : Object.entries(body.attributes).map(([name, value]) => (
            <span key={name} className={classes.line}>{`${name}: ${value}`}</span>
          ));
    case 'active':
      return body.active ? t.yes : t.no;
    case 'category':
      return categories.data?.find(({ slug }) => slug === body.category)?.name ?? body.category ?? nothing;
    default:
      return body[field] === '' || body[field] === undefined ? nothing : String(body[field]);
  }
}
