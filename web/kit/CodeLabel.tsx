import { useLanguage } from '../core/language.ts';
import { labelOf, useCodeItems, type CodeItem } from './codes.ts';

interface CodeLabelProps {
  /** Identifier of the code list. */
  readonly list: string;
  readonly code: string | readonly string[];
  readonly options?: readonly CodeItem[] | undefined;
}

/** The label of a code in the reader's language, with the code itself as title. Several codes are joined. */
export function CodeLabel({ list, code, options }: CodeLabelProps) {
  const language = useLanguage();
  const codes = typeof code === 'string' ? [code] : code;
  const items = useCodeItems(list, codes, options);
  const label = codes.map((one) => labelOf(items, one, language)).join(language === 'zh' ? '、' : ', ');
  return <span title={codes.join(' ')}>{label}</span>;
}
