import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('http', {
  'not-json': {
    status: 400,
    zh: '请求内容不是有效的 JSON（第 {position} 个字符：{reason}）。',
    en: 'The request is not valid JSON (character {position}: {reason}).',
  },
  'duplicate-key': {
    status: 400,
    zh: '请求内容中的键 {key} 出现了两次（第 {position} 个字符）。',
    en: 'The key {key} appears twice in the request (character {position}).',
  },
  'forbidden-text': {
    status: 400,
    zh: '请求内容中有不允许的字符或键（第 {position} 个字符）。',
    en: 'The request holds a character or key that is not allowed (character {position}).',
  },
  'not-utf8': {
    status: 400,
    zh: '请求内容不是 UTF-8 编码。',
    en: 'The request is not encoded in UTF-8.',
  },
  'too-deep': {
    status: 400,
    zh: '请求内容嵌套超过 {limit} 层。',
    en: 'The request is nested deeper than {limit} levels.',
  },
  'too-large': {
    status: 413,
    zh: '请求内容超过允许的大小。',
    en: 'The request is larger than allowed.',
  },
  'invalid-input': {
    status: 400,
    zh: '请求中有不符合要求的内容。',
    en: 'Something in the request does not fit.',
    action: { zh: '请查看标出的字段。', en: 'Look at the fields that are marked.' },
  },
  'invalid-cursor': {
    status: 400,
    zh: '翻页位置无效。',
    en: 'The position to continue from is not valid.',
    action: { zh: '请从第一页重新开始。', en: 'Start again from the first page.' },
  },
  'unsupported-type': {
    status: 415,
    zh: '不支持这种内容类型。',
    en: 'This content type is not supported.',
  },
  'not-found': {
    status: 404,
    zh: '没有这个地址。',
    en: 'There is nothing at this address.',
  },
  internal: {
    status: 500,
    zh: '系统内部错误，操作未完成。',
    en: 'Something went wrong inside; the operation was not completed.',
    action: {
      zh: '请稍后重试；如再次发生，请把编号告诉管理员。',
      en: 'Try again; if it happens again, give the trace number to an administrator.',
    },
  },
});
