import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('certificates', {
  'already-held': {
    status: 409,
    zh: '该持有人已有一张有效证书。',
    en: 'This holder already has a certificate in force.',
    action: { zh: '请先吊销原证书，再签发新证书。', en: 'Revoke that one first, then issue another.' },
  },
  'key-known': {
    status: 409,
    zh: '该密钥已登记过，不能再次登记。',
    en: 'This key has been enrolled before and cannot be enrolled again.',
    action: { zh: '请生成新的密钥后重新申请。', en: 'Make a new key and apply with it.' },
  },
  'invalid-request': {
    status: 400,
    zh: '证书申请（PKCS#10）无法读取，或签名与密钥不符。',
    en: 'The certificate request (PKCS#10) cannot be read, or its signature does not fit its key.',
  },
  'weak-key': {
    status: 400,
    zh: '只接受 ECDSA P-256 密钥。',
    en: 'Only ECDSA P-256 keys are accepted.',
  },
  'not-found': {
    status: 404,
    zh: '没有这张证书。',
    en: 'There is no such certificate.',
  },
  'already-revoked': {
    status: 409,
    zh: '该证书已被吊销。',
    en: 'This certificate has already been revoked.',
  },
  missing: {
    status: 401,
    zh: '此处须出示本机关签发的证书。',
    en: 'A certificate issued by this agency is needed here.',
    action: {
      zh: '请插入证书介质，并通过证书登录地址访问。',
      en: 'Insert your certificate and use the address for certificate sign-in.',
    },
  },
  unknown: {
    status: 403,
    zh: '证书不在本机关的登记之中，拒绝访问。',
    en: 'The certificate is not in this agency’s register; access is refused.',
  },
  revoked: {
    status: 403,
    zh: '证书已被吊销，拒绝访问。',
    en: 'The certificate has been revoked; access is refused.',
    action: { zh: '请联系系统管理员。', en: 'Speak to a system administrator.' },
  },
  expired: {
    status: 403,
    zh: '证书不在有效期内，拒绝访问。',
    en: 'The certificate is outside its validity period; access is refused.',
    action: { zh: '请联系系统管理员换发。', en: 'Ask a system administrator for a new one.' },
  },
  'wrong-kind': {
    status: 403,
    zh: '该证书不能用于此用途。',
    en: 'This certificate is not meant for this use.',
  },
  'status-stale': {
    status: 503,
    retryAfterSeconds: 1,
    zh: '无法确认证书状态，暂拒绝访问。',
    en: 'The state of the certificate cannot be confirmed; access is refused for now.',
    action: { zh: '请稍后重试。', en: 'Try again in a moment.' },
  },
});
