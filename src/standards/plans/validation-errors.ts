import type { Words } from '../declarations/index.ts';

/** What can be wrong with a value: the closed list. `{x}` stands for a parameter. The value itself is never in a message. */
export const validationMessages = {
  'not-an-object': { zh: '应为一组字段', en: 'A set of fields is expected' },
  'unknown-field': { zh: '没有这个字段', en: 'There is no such field' },
  required: { zh: '请填写{title}', en: '{title} is required' },
  'not-text': { zh: '{title}应为文本', en: '{title} must be a text' },
  'not-a-list': { zh: '{title}应为列表', en: '{title} must be a list' },
  'too-many': { zh: '{title}至多 {limit} 项', en: '{title} has at most {limit} values' },
  repeated: { zh: '{title}有重复的值', en: '{title} has a value twice' },
  'control-character': {
    zh: '{title}含有控制字符或不可见字符',
    en: '{title} has control or invisible characters',
  },
  'private-character': {
    zh: '{title}含有各系统含义不一的自定义区字符，请改用正式编码的字',
    en: '{title} has private-use characters, which other systems read differently',
  },
  'too-short': { zh: '{title}至少 {limit} 个字符', en: '{title} has at least {limit} characters' },
  'too-long': { zh: '{title}至多 {limit} 个字符', en: '{title} has at most {limit} characters' },
  'wrong-length': { zh: '{title}应为 {limit} 个字符', en: '{title} has exactly {limit} characters' },
  'wrong-characters': { zh: '{title}含有不允许的字符', en: '{title} has characters that aren’t allowed' },
  'wrong-pattern': { zh: '{title}的形式不对', en: '{title} isn’t of the right form' },
  'wrong-check': { zh: '{title}的校验位不对', en: 'The check character of {title} is wrong' },
  'unknown-code': {
    zh: '{title}的代码不在代码集“{list}”中',
    en: 'The code of {title} isn’t in the list “{list}”',
  },
  'code-not-in-force': { zh: '{title}的代码在 {on} 无效', en: 'The code of {title} isn’t in force on {on}' },
  'not-a-number': { zh: '{title}应为数值', en: '{title} must be a number' },
  'not-whole': { zh: '{title}应为整数', en: '{title} must be a whole number' },
  'too-many-digits': {
    zh: '{title}至多 {digits} 位，其中小数 {scale} 位',
    en: '{title} has at most {digits} digits, {scale} of them decimals',
  },
  'too-small': { zh: '{title}不能小于 {limit}', en: '{title} can’t be less than {limit}' },
  'too-large': { zh: '{title}不能大于 {limit}', en: '{title} can’t be more than {limit}' },
  'not-a-date': { zh: '{title}应为真实日期，形如 {form}', en: '{title} must be a real date, written {form}' },
  'not-a-time': { zh: '{title}应为时间，形如 {form}', en: '{title} must be a time, written {form}' },
  'not-a-boolean': { zh: '{title}应为是或否', en: '{title} must be true or false' },
  'not-binary': { zh: '{title}应为 Base64 编码的数据', en: '{title} must be data in Base64' },
  'not-a-reference': { zh: '{title}应指向一条记录', en: '{title} must point at a record' },
  identifier: { zh: '{title}：{zh}', en: '{title}: {en}' },
  'not-applicable': { zh: '在此情形下不填{title}', en: '{title} doesn’t apply here' },
} as const satisfies Record<string, Words>;

export type ValidationCode = keyof typeof validationMessages;

/** One finding about a value; `pointer` is a JSON pointer into the values given. */
export interface ValidationError {
  readonly pointer: string;
  readonly code: ValidationCode;
  readonly zh: string;
  readonly en: string;
}

export type Params = Readonly<Record<string, string | number>>;

export function validationError(
  pointer: string,
  code: ValidationCode,
  title: Words,
  params: Params = {},
): ValidationError {
  const { zh, en } = validationMessages[code];
  return {
    pointer,
    code,
    zh: fill(zh, { ...params, title: title.zh }),
    en: fill(en, { ...params, title: title.en }),
  };
}

function fill(text: string, params: Params): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    String(Object.hasOwn(params, name) ? params[name] : whole),
  );
}

/** A value that was refused; its complaint is already recorded. */
export const refused = Symbol('refused');
/** Complains about one value and says that it was refused. */
export type Complain = (code: ValidationCode, params?: Params) => typeof refused;
