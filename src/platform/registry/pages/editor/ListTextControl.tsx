import { Input } from 'antd';
import { useState } from 'react';
import { useLanguage, type FieldControlProps } from '#web/kit/index.ts';

/** A few short texts in one line, with 、 or commas between. What is typed stays as typed until the field is left. */
export function ListTextControl(props: FieldControlProps) {
  const { id, value, onChange, onBlur, invalid, describedBy, disabled } = props;
  const language = useLanguage();
  const [typed, setTyped] = useState<string | undefined>();
  const list = Array.isArray(value) ? (value as readonly string[]) : [];
  return (
    <Input
      id={id}
      autoComplete="off"
      disabled={disabled}
      value={typed ?? list.join(language === 'zh' ? '、' : ', ')}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(partsOf(event.target.value));
      }}
      onBlur={() => {
        setTyped(undefined);
        onBlur();
      }}
      {...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {})}
      {...(describedBy ? { 'aria-describedby': describedBy } : {})}
    />
  );
}

function partsOf(text: string): string[] {
  return text
    .split(/[、,，;；]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
