/** A text in both languages. The type makes a missing translation a compile error. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Text;

export const languages: readonly Language[] = ['zh', 'en'];

/** The BCP 47 tag of a language: for `<html lang>`, Intl and Accept-Language. */
export const languageTags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

export type TextParams = Readonly<Record<string, string | number>>;

/** Says a text in a language, with `{name}` replaced by its parameter; an unknown name stays visible as `{name}`. */
export function say(text: Text, language: Language, params: TextParams = {}): string {
  const sentence = text[language] || text.zh;
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}
