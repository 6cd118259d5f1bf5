import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('http', {
  'not-json': {
    status: 400,
    zh: '请求内容不是有效的 JSON{placeZh}。',
    en: 'The request is not valid JSON{place}.',
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
    action: {
      zh: '接口以 application/json 接收内容，文件以 application/octet-stream 接收。',
      en: 'Send application/json, or a file as application/octet-stream.',
    },
  },
  'not-found': {
    status: 404,
    zh: '没有这个地址。',
    en: 'There is nothing at this address.',
  },
  'wrong-method': {
    status: 405,
    zh: '这个地址不接受 {method} 方法。',
    en: 'This address does not take the method {method}.',
    action: { zh: '可用的方法：{allowed}。', en: 'It takes {allowed}.' },
  },
  'malformed-address': {
    status: 400,
    zh: '地址的编码有误（% 之后须为两位十六进制数，解码后为 UTF-8）。',
    en: 'The address is not well encoded (two hexadecimal digits after %, decoding to UTF-8).',
  },
  unreadable: {
    status: 400,
    zh: '无法读懂这个请求：不是有效的 HTTP。',
    en: 'The request could not be read: it is not valid HTTP.',
  },
  'too-slow': {
    status: 408,
    zh: '请求没有在允许的时间内发送完。',
    en: 'The request was not sent in the time allowed.',
  },
  'headers-too-large': {
    status: 431,
    zh: '请求头超过允许的大小。',
    en: 'The headers of the request are larger than allowed.',
    action: { zh: '请清除本站的 Cookie 后重试。', en: 'Clear the cookies of this site and try again.' },
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
