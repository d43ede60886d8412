import { TextInput, type TextInputProps } from '@mantine/core';
import { useMergedRef } from '@mantine/hooks';
import { useLayoutEffect, useRef, type Ref } from 'react';

interface GroupedInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'ref'> {
  value: string;
  /** Puts digits into their groups. */
  grouped: (text: string) => string;
  onChange: (value: string) => void;
  ref?: Ref<HTMLInputElement>;
}

/** A field for digits that come in groups. The caret stays at the digit where it was. */
export function GroupedInput({ value, grouped, onChange, ref, ...props }: GroupedInputProps) {
  const input = useRef<HTMLInputElement>(null);
  const merged = useMergedRef(input, ref);
  const caret = useRef<number | null>(null);

  useLayoutEffect(() => {
    if (caret.current !== null) input.current?.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [value]);

  return (
    <TextInput
      {...props}
      ref={merged}
      inputMode="numeric"
      value={value}
      onChange={(event) => {
        const { value: typed, selectionStart } = event.currentTarget;
        // Whoever takes away the sign between two groups means the digit before it.
        const shrunk = typed.length < value.length && grouped(typed) === value;
        const next = grouped(shrunk ? typed.slice(0, Math.max(0, typed.length - 1)) : typed);
        const atEnd = selectionStart === null || selectionStart >= typed.length;
        caret.current = atEnd ? null : placeAfter(next, digitsIn(typed.slice(0, selectionStart)));
        onChange(next);
      }}
    />
  );
}

const digitsIn = (text: string) => text.replace(/\D/g, '').length;

/** The place in a grouped text that follows so many of its digits. */
function placeAfter(text: string, digits: number): number {
  let left = digits;
  for (let place = 0; place < text.length; place += 1) {
    if (left === 0) return place;
    if (/\d/.test(text[place]!)) left -= 1;
  }
  return text.length;
}
