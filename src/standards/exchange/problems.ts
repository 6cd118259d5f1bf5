import { fill } from '../declarations/index.ts';
import type { Params, Words } from '../declarations/index.ts';

/** Why a message, a directory or an agreement is refused, with the place: a JSON pointer into it, `1` for the whole. */
export interface Problem extends Words {
  readonly code: ProblemCode;
  readonly place: string;
  readonly fix: Words;
}

interface Template extends Words {
  readonly fix: Words;
}

/** The closed list. `{x}` stands for a parameter. */
export const problems = {
  'too-large': {
    zh: '文本过长：{value} 个字符，上限 {limit}',
    en: 'the text is too long: {value} characters, limit {limit}',
    fix: { zh: '正文随报文另送；分批请求', en: 'send the body beside the message; ask in parts' },
  },
  'not-a-note': {
    zh: '不是签名文书（c2sp.org/signed-note）',
    en: 'this is no signed note (c2sp.org/signed-note)',
    fix: { zh: '一行规范 JSON、空行、签名行，均以换行结束', en: 'a line of canonical JSON, an empty line, signature lines, each with its newline' },
  },
  'not-json': {
    zh: '签名的文本不是 JSON 对象',
    en: 'what is signed is no JSON object',
    fix: { zh: '按规格编写一个对象', en: 'write one object, as specified' },
  },
  'unknown-format': {
    zh: '不认识的格式“{value}”',
    en: 'unknown format “{value}”',
    fix: { zh: '此处应为 {want}', en: '{want} is expected here' },
  },
  'bad-shape': {
    zh: '与规格不符：{zh}',
    en: 'not as specified: {en}',
    fix: { zh: '对照 docs/exchange 的结构改正这一处', en: 'correct this place by the shapes in docs/exchange' },
  },
  'not-canonical': {
    zh: '文本不是规范形式（RFC 8785），或有重复的键',
    en: 'the text is not in canonical form (RFC 8785), or a key stands twice',
    fix: { zh: '签名前按 RFC 8785 编码，传送时不得改动', en: 'encode by RFC 8785 before signing; nothing may change it on the way' },
  },
  'one-signature': {
    zh: '应有且只有一个签名，此处有 {value} 个',
    en: 'exactly one signature is expected, there are {value}',
    fix: { zh: '只由发送方签名', en: 'let the sender alone sign' },
  },
  'other-signer': {
    zh: '签名者“{value}”不是“{want}”',
    en: 'it is signed by “{value}”, not by “{want}”',
    fix: { zh: '由文本所称的一方签名', en: 'let whom the text names sign' },
  },
  'unknown-member': {
    zh: '名录中没有成员 {value}',
    en: '{value} is no member in the directory',
    fix: { zh: '取得最新名录；未加入的先加入', en: 'fetch the newest directory; who has not joined joins first' },
  },
  'unknown-key': {
    zh: '名录中 {value} 没有编号为 {key} 的报文密钥',
    en: '{value} has no message key {key} in the directory',
    fix: { zh: '取得最新名录；用名录中的密钥签名', en: 'fetch the newest directory; sign with a key that stands there' },
  },
  'key-not-valid': {
    zh: '密钥 {key} 只在 {from} 至 {until} 有效',
    en: 'the key {key} holds from {from} until {until} only',
    fix: { zh: '用当前有效的密钥签名；轮换须在到期之前', en: 'sign with a key that holds now; rotate before one ends' },
  },
  'key-revoked': {
    zh: '密钥 {key} 已于 {from} 吊销',
    en: 'the key {key} was revoked at {from}',
    fix: { zh: '用未吊销的密钥签名；核查该密钥签过什么', en: 'sign with a key that is not revoked; find out what this one signed' },
  },
  'suite-not-allowed': {
    zh: '此处不接受签名套件 {value}',
    en: 'the signature suite {value} is not accepted here',
    fix: { zh: '改用所接受的套件：{want}', en: 'use a suite that is accepted: {want}' },
  },
  'signature-spelling': {
    zh: '签名不是规定的写法：64 字节 r‖s，P-256 取较小的 s',
    en: 'the signature is not in its one spelling: 64 bytes r‖s, for P-256 with the lower s',
    fix: { zh: '由 DER 转为 r‖s；s 大于半阶时取 n − s', en: 'turn DER into r‖s; where s is above half the order, take n − s' },
  },
  'wrong-signature': {
    zh: '“{value}”的签名不成立',
    en: 'the signature of “{value}” does not hold',
    fix: { zh: '对所发送的原文字节签名；不要使用此文本', en: 'sign the very bytes that are sent; don’t use this text' },
  },
  expired: {
    zh: '已于 {until} 过期',
    en: 'it expired at {until}',
    fix: { zh: '以新编号重新发出；核对时钟', en: 'issue it anew, with a new id; check the clock' },
  },
  'from-the-future': {
    zh: '签发时间 {from} 比此处时间晚 {limit} 秒以上',
    en: 'it was issued at {from}, more than {limit} s after the time here',
    fix: { zh: '双方校时', en: 'set the clocks on both sides' },
  },
  'bad-lifetime': {
    zh: '有效期须大于零且不超过 {limit} 秒',
    en: 'it must live longer than zero and at most {limit} s',
    fix: { zh: '改正 issued 与 expires', en: 'correct issued and expires' },
  },
  'wrong-audience': {
    zh: '收件方是 {value}，不是 {want}',
    en: 'it is for {value}, not for {want}',
    fix: { zh: '发给报文所称的收件方', en: 'send it to the audience that it names' },
  },
  'to-itself': {
    zh: '发送方与收件方相同',
    en: 'sender and audience are the same',
    fix: { zh: '本节点之内不经交换', en: 'what stays within a node needs no exchange' },
  },
  'wrong-kind': {
    zh: '此处应为{zh}',
    en: '{en} is expected here',
    fix: { zh: '请求与答复分别核验', en: 'verify requests as requests and answers as answers' },
  },
  'other-request': {
    zh: '答复的不是所发出的请求',
    en: 'it answers another request than the one that was sent',
    fix: { zh: '不要使用；核对是否被调换，并告知答复方', en: 'don’t use it; find out whether answers were swapped, and tell who answered' },
  },
  'wrong-body': {
    zh: '正文与报文所载的摘要、长度或类型不符',
    en: 'the body is not of the digest, size or type that the message states',
    fix: { zh: '不要使用；重新请求', en: 'don’t use it; ask again' },
  },
  'directory-expired': {
    zh: '名录已于 {until} 过期，不能再据以判断',
    en: 'the directory expired at {until}; nothing may be concluded from it',
    fix: { zh: '取得最新名录', en: 'fetch the newest directory' },
  },
  'other-directory': {
    zh: '这是另一个名录“{value}”，此处为“{want}”',
    en: 'this is another directory, “{value}”; here it is “{want}”',
    fix: { zh: '取用本网络的名录', en: 'take the directory of this network' },
  },
  rollback: {
    zh: '名录版本 {value} 不高于已有的 {have}',
    en: 'the directory’s version {value} is not above {have}, which is here',
    fix: { zh: '只接受更高的版本；查明是谁提供了旧版', en: 'take only a higher version; find out who served the old one' },
  },
  'split-view': {
    zh: '第 {value} 版名录与已有的不同：有人向不同节点出示了不同的名录',
    en: 'version {value} of the directory is not the one that is here: somebody shows different directories to different nodes',
    fix: { zh: '保存双方文本作为证据，立即告知治理机关', en: 'keep both texts as proof and tell the governors at once' },
  },
  'version-skipped': {
    zh: '缺少第 {value} 项行为：须自已有版本起逐项出示',
    en: 'act {value} is missing: all acts since the version that is here must be shown',
    fix: { zh: '一并取得其间的各项行为', en: 'fetch the acts between, too' },
  },
  'broken-chain': {
    zh: '第 {value} 项不接续前一项',
    en: 'number {value} does not follow the one before it',
    fix: { zh: '按次序出示未经改动的各项', en: 'show them in order, as they were signed' },
  },
  'quorum-missing': {
    zh: '只有 {have} 名治理机关签名，须有 {want} 名',
    en: '{have} governors have signed, {want} must',
    fix: { zh: '由足够的治理机关签名', en: 'have enough governors sign' },
  },
  'act-refused': {
    zh: '第 {value} 项行为不成立：{zh}',
    en: 'act {value} does not stand: {en}',
    fix: { zh: '改正后重新签名', en: 'correct it and sign it again' },
  },
  'state-differs': {
    zh: '名录的内容与各项行为的结果不符',
    en: 'the directory is not what its acts make of it',
    fix: { zh: '由行为推导内容，不另行改写', en: 'derive it from the acts; nothing else may change it' },
  },
  'not-possessed': {
    zh: '新密钥 {key} 没有在此项行为上签名，无法确认其持有者',
    en: 'the new key {key} has not signed this act, so nobody knows that its owner holds it',
    fix: { zh: '由新密钥一并签名', en: 'let the new key sign beside the governors' },
  },
} as const satisfies Record<string, Template>; // prettier-ignore

export type ProblemCode = keyof typeof problems;

/** Makes a problem of the closed list. */
export function problem(code: ProblemCode, place: string, params: Params = {}): Problem {
  const { zh, en, fix }: Template = problems[code];
  return {
    code,
    place,
    zh: fill(zh, params),
    en: fill(en, params),
    fix: { zh: fill(fix.zh, params), en: fill(fix.en, params) },
  };
}
