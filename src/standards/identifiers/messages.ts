import type { Result } from './model.ts';

/** Every message a check can give. `{name}` stands for a parameter of the result; `{position}` is always known when given. */
export const messages = {
  valid: { zh: '格式与校验均正确', en: 'Well formed; every check holds' },
  'valid-historical': {
    zh: '格式与校验均正确；所用行政区划代码已停用（历史代码）',
    en: 'Well formed; every check holds; its division code is historical, no longer in force',
  },
  'valid-old-series': {
    zh: '格式正确；该系列证件已不再签发',
    en: 'Well formed; documents of this series are no longer issued',
  },
  'lower-case': {
    zh: '第{position}位为小写字母，已给出大写的规范形式',
    en: 'Position {position} is a small letter; the canonical form has capitals',
  },

  empty: { zh: '未填写', en: 'Nothing is given' },
  blank: { zh: '第{position}位是空格，请删除', en: 'Position {position} is a blank: remove it' },
  control: {
    zh: '第{position}位是不可见的控制字符（如制表符、回车或空字符），请删除',
    en: 'Position {position} is a control character, such as a tab, a carriage return or NUL: remove it',
  },
  invisible: {
    zh: '第{position}位是不可见字符（如零宽空格），请删除',
    en: 'Position {position} is an invisible character, such as a zero-width space: remove it',
  },
  'full-width': {
    zh: '第{position}位是全角字符，请改用半角',
    en: 'Position {position} is a full-width character: write it in half width',
  },
  broken: {
    zh: '第{position}位的字符已损坏（编码错误）',
    en: 'The character at position {position} is broken (wrong encoding)',
  },
  'not-utf8': {
    zh: '第{position}位起不是有效的 UTF-8 编码',
    en: 'From position {position} on, the line is not valid UTF-8',
  },
  'not-text': { zh: '不是文本', en: 'This is not text' },
  character: {
    zh: '第{position}位的字符不对，此处只能是 {allowed}',
    en: 'The character at position {position} is wrong: only {allowed} may stand there',
  },
  'too-short': {
    zh: '长度不足：应为{length}位，只有{actual}位',
    en: 'Too short: {length} characters are needed, {actual} are given',
  },
  'too-long': {
    zh: '过长：应为{length}位，第{position}位起多余',
    en: 'Too long: {length} characters are needed; those from position {position} on are too many',
  },
  'line-too-long': {
    zh: '本行超过{limit}字节，只显示开头',
    en: 'The line is longer than {limit} bytes; only its beginning is shown',
  },

  'check-character': {
    zh: '第{position}位校验码应为 {expected}',
    en: 'The check character at position {position} should be {expected}',
  },
  'birth-date': {
    zh: '第{position}位起的出生日期不存在',
    en: 'The birth date is no calendar date, from position {position} on',
  },
  'birth-future': {
    zh: '第{position}位起的出生日期晚于参考日期',
    en: 'The birth date from position {position} on is after the reference date',
  },
  'birth-long-ago': {
    zh: '第{position}位起的出生年份早于1800年，请核对',
    en: 'The birth year from position {position} on is before 1800: please compare with the document',
  },
  'citizen-starts-with-nine': {
    zh: '第{position}位为9：这是外国人永久居留身份证号码，不是公民身份号码',
    en: 'It starts with 9 at position {position}: that is a foreign permanent resident card, not a citizen number',
  },
  'citizen-is-residence-permit': {
    zh: '第{position}位起为港澳台居民居住证的地址码，请按居住证核对',
    en: 'The address code from position {position} on is that of a Hong Kong, Macao or Taiwan resident permit: check it as one',
  },
  'residence-permit-address': {
    zh: '第{position}位不对：港澳台居民居住证的地址码只能是810000、820000或830000',
    en: 'Position {position} is wrong: the address code of this permit is 810000, 820000 or 830000',
  },
  'archive-centenarian': {
    zh: '第{position}位起的顺序码996至999曾表示百岁以上老人，不能自动升位，请人工核定',
    en: 'Sequences 996 to 999, at position {position}, meant a person of 100 or more: this number is not converted, a person must decide',
  },
  'edition-not-yet': {
    zh: '18位外国人永久居留身份证自2023年12月1日起签发，晚于参考日期',
    en: 'Cards with 18 characters are issued from 2023-12-01, which is after the reference date',
  },
  'country-unknown': {
    zh: '第{position}位起的国家或地区代码不在表中',
    en: 'The country code from position {position} on is in no table',
  },

  'division-unknown': {
    zh: '第{position}位起的行政区划代码不在现行或历史表中，请核对',
    en: 'The division code from position {position} on is in no list, present or past: please compare with the document',
  },
  'no-such-division': { zh: '没有这个行政区划代码', en: 'There is no such division code' },
  'division-abolished': {
    zh: '该行政区划代码已停用（最后见于{year}年）',
    en: 'This division code is no longer in force (last listed in {year})',
  },
  'fictional-division': {
    zh: '第{position}位起为虚构省{province}，只能用于演示环境',
    en: 'From position {position} on it names the fictional province {province}, which exists only in the demonstration',
  },
  'street-number': {
    zh: '第{position}位起的乡级代码应在001至599之间',
    en: 'The level-4 number from position {position} on must be from 001 to 599',
  },
  'street-above-county': {
    zh: '第{position}位不对：前六位应为县级代码（不设区县的市除外）',
    en: 'Position {position} is wrong: the first six digits must be a county, or a city that has none',
  },

  'document-series': {
    zh: '第{position}位不对：没有以此开头的证件号码',
    en: 'Position {position} is wrong: no document number begins so',
  },
  specimen: {
    zh: '第{position}位起全为0：样本号码，从不签发',
    en: 'From position {position} on it is all zeros: a specimen, never issued',
  },

  'department-unknown': {
    zh: '第{position}位的登记管理部门代码不在表中',
    en: 'The department code at position {position} is in no table',
  },
  'class-unknown': {
    zh: '第{position}位的机构类别代码不在表中',
    en: 'The class code at position {position} is in no table',
  },
  'not-in-force': {
    zh: '第{position}位的代码在参考日期尚未启用或已停用',
    en: 'The code at position {position} is not in force on the reference date',
  },
  'internal-organisation': {
    zh: '第{position}位起为PDY自定义区：仅限系统内部使用，不得用于交换',
    en: 'From position {position} on it is of the PDY zone: for use inside one system, not for exchange',
  },

  'plate-province': {
    zh: '第{position}位不是省、自治区、直辖市的简称',
    en: 'Position {position} is not the character of a province',
  },
  'fictional-plate': {
    zh: '第{position}位为虚构省简称，只能用于演示环境',
    en: 'Position {position} is the character of the fictional province, which exists only in the demonstration',
  },
  'plate-energy-letter': {
    zh: '第{position}位应为新能源号牌字母 {allowed} 之一',
    en: 'Position {position} must be one of the new-energy letters {allowed}',
  },
  'vin-check-abroad': {
    zh: '第{position}位不是校验位 {expected}；非中国、北美制造的车辆可能如此，请核对',
    en: 'Position {position} is not the check character {expected}; vehicles made outside China and North America need not have it: please compare',
  },
  'vin-demonstration': {
    zh: '第{position}位起为演示用的制造厂代码',
    en: 'The maker code from position {position} on is the one of the demonstration',
  },

  'segment-unallocated': {
    zh: '第{position}位起的号段不在已知分配表中',
    en: 'The segment from position {position} on is not in the list of allocated ones',
  },
  'device-type-unknown': {
    zh: '第{position}位起的设备类型编码不在表中',
    en: 'The device type from position {position} on is in no table',
  },
  'device-industry-unknown': {
    zh: '第{position}位起的行业编码不在表中',
    en: 'The industry code from position {position} on is in no table',
  },
  'certificate-parts': {
    zh: '第{position}位不对：根之后应为五段（类型、颁发机构、流水号、版本、校验位），现有{parts}段',
    en: 'Position {position} is wrong: five parts (type, issuer, serial, version, check) follow the root, not {parts}',
  },
} as const satisfies Record<string, { zh: string; en: string }>;

export type MessageKey = keyof typeof messages;

/** The text of a result for a reader. It never has the value itself in it, so it may be shown and logged. */
export function message(
  { messageKey, position, params }: Pick<Result, 'messageKey' | 'position' | 'params'>,
  language: 'zh' | 'en',
): string {
  const known: Record<string, string | number | undefined> = { ...params, position };
  return messages[messageKey][language].replace(/\{(\w+)\}/g, (_, name: string) => String(known[name] ?? ''));
}
