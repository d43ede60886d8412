import { useEffect, useRef, type ReactNode } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { Notice } from '@/ui/Notice';
import classes from './Form.module.css';

interface FormProps<Values extends FieldValues> {
  form: UseFormReturn<Values>;
  onSubmit: (values: Values) => Promise<void>;
  /** Names the form for screen readers. */
  label: string;
  children: ReactNode;
}

/** A form whose messages appear at its fields, and above it when they concern the whole. */
export function Form<Values extends FieldValues>({ form, onSubmit, label, children }: FormProps<Values>) {
  const problem = form.formState.errors.root?.api?.message;
  return (
    <form
      className={classes.form}
      noValidate
      aria-label={label}
      onSubmit={(event) => {
        form.clearErrors('root.api');
        // A second press while the first is on its way must not send twice.
        if (form.formState.isSubmitting) event.preventDefault();
        else void form.handleSubmit(onSubmit)(event);
      }}
    >
      {problem && <Problem>{problem}</Problem>}
      {children}
    </form>
  );
}

/** Says above a form what is wrong with the whole. It comes into view: the button may be far below it. */
export function Problem({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' });
    // A button that was busy has lost the focus; whoever uses the keyboard goes on from here.
    if (document.activeElement === document.body) place.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div ref={place} tabIndex={-1} className={classes.problem}>
      <Notice tone="bad">{children}</Notice>
    </div>
  );
}

/** Fields that stand side by side where there is room. */
export function FieldRow({ children }: { children: ReactNode }) {
  return <div className={classes.row}>{children}</div>;
}

/** The line of buttons that ends a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className={classes.actions}>{children}</div>;
}
