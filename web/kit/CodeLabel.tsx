import { useLanguage } from '../core/language.ts';
import { labelOf, useCodeList } from './codes.ts';

/** The label of a code in the reader's language, with the code itself as title. Several codes are joined. */
export function CodeLabel({ list, code }: { list: string; code: string | readonly string[] }) {
  const language = useLanguage();
  const { data } = useCodeList(list);
  const codes = typeof code === 'string' ? [code] : code;
  const label = codes.map((one) => labelOf(data, one, language)).join(language === 'zh' ? '、' : ', ');
  return <span title={codes.join(' ')}>{label}</span>;
}
