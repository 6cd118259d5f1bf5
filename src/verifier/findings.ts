/** What a verification can find: a closed list, in both languages. */

/** Texts of a finding; `{name}` is replaced by its detail of that name. */
const texts = {
  'format': ['内容格式无效：{what}。', 'Not in the documented format: {what}.'],
  'key-format': ['验证公钥格式无效。', 'A verification key is not valid.'],
  'no-crypto': [
    '此浏览器无法验证 Ed25519 签名（需要 HTTPS 或本机访问，并使用较新的浏览器）。',
    'This browser can’t verify Ed25519 signatures (it needs HTTPS or localhost, and a recent version).',
  ],
  'checkpoint-format': ['检查点（树大小 {size}）格式无效。', 'The checkpoint of size {size} is not a valid checkpoint.'],
  'checkpoint-signature': [
    '检查点（树大小 {size}）没有受信任密钥的有效签名。',
    'The checkpoint of size {size} has no valid signature by a trusted key.',
  ],
  'checkpoint-root': [
    '检查点（树大小 {size}）签名的根与账本内容不符：此前某处被改动。',
    'The signed root of size {size} does not fit the ledger: something before it was altered.',
  ],
  'checkpoint-size': ['检查点表中的树大小 {size} 与签名内容不符。', 'The size {size} in the table differs from what was signed.'],
  'checkpoint-set': [
    '第 {seq} 号索引叶之前的检查点有增删或改动。',
    'Checkpoints before the index leaf {seq} were added, removed or altered.',
  ],
  'checkpoint-beyond': ['检查点的树大小 {size} 超过账本现有的 {have}：账本尾部缺失。', 'A checkpoint has size {size}, the ledger only {have}: its tail is missing.'],
  'checkpoint-none': ['账本没有任何签名的检查点。', 'The ledger has no signed checkpoint.'],
  'known-checkpoint': [
    '已知的检查点（树大小 {size}）与此账本不一致：历史被改写或回退。',
    'A checkpoint known from elsewhere (size {size}) does not fit this ledger: history was rewritten or rolled back.',
  ],
  'inclusion': ['第 {seq} 号记录不在签名的树中。', 'Entry {seq} is not in the signed tree.'],
  'consistency': ['较新的树不是较旧的树的延续。', 'The newer tree does not continue the older one.'],
  'subject-opening': ['第 {seq} 号记录与此人无关（承诺不符）。', 'Entry {seq} does not concern this person (its commitment differs).'],
  'subject-bucket': ['个人索引与签名的索引根不符。', 'The person’s index does not lead to the signed index root.'],
  'subject-incomplete': ['所示的记录与完整清单不符。', 'The entries shown are not the complete list.'],
  'entry-altered': ['第 {seq} 号记录（{id}）的内容被改动。', 'The content of entry {seq} ({id}) was altered.'],
  'entry-value': ['记录 {id} 的“{column}”含有账本不会写入的值。', 'Entry {id} has a value in "{column}" that the ledger never writes.'],
  'entry-leaf': ['第 {seq} 号记录（{id}）的叶哈希列被改动。', 'The leaf column of entry {seq} ({id}) was altered.'],
  'entry-disagrees': [
    '第 {seq} 号记录（{id}）与排序表中的叶哈希不同：其一被改写。',
    'Entry {seq} ({id}) and the sequence hold different leaves: one of them was rewritten.',
  ],
  'entry-missing': ['第 {seq} 号记录缺失。', 'Entry {seq} is missing.'],
  'entry-inserted': ['记录 {id} 是事后插入的。', 'Entry {id} was inserted afterwards.'],
  'entry-moved': ['第 {seq} 号记录（{id}）的次序列被改动。', 'The order columns of entry {seq} ({id}) were altered.'],
  'entry-waiting': ['记录 {id} 长时间未被排序。', 'Entry {id} has waited too long to be sequenced.'],
  'sequence-gap': ['第 {seq} 号处的排序不连续。', 'The sequence is broken at {seq}.'],
  'sequence-altered': ['从第 {seq} 号起的排序行被改动（{column}）。', 'The sequence row that begins at {seq} was altered ({column}).'],
  'tile-altered': ['第 {level} 层第 {index} 块哈希瓦片被改动。', 'Tile {index} of level {level} was altered.'],
  'tile-missing': ['第 {level} 层第 {index} 块哈希瓦片缺失。', 'Tile {index} of level {level} is missing.'],
  'tile-extra': ['第 {level} 层第 {index} 块哈希瓦片是多余的。', 'Tile {index} of level {level} does not belong to the tree.'],
  'index-altered': ['第 {seq} 号索引行被改动（{column}）。', 'The index row {seq} was altered ({column}).'],
  'subject-altered': ['个人索引 {tag} 第 {n} 行被改动。', 'Row {n} of the subject {tag} was altered.'],
  'subject-missing': ['个人索引 {tag} 第 {n} 行缺失。', 'Row {n} of the subject {tag} is missing.'],
  'subject-extra': ['个人索引 {tag} 第 {n} 行是多余的。', 'Row {n} of the subject {tag} does not belong there.'],
  'export-order': ['导出文件第 {line} 行次序错误或缺行。', 'Line {line} of the export is out of order, or lines are missing.'],
} as const; // prettier-ignore

export type FindingCode = keyof typeof texts;

export interface Finding {
  readonly code: FindingCode;
  /** Place in the tree. */
  readonly seq?: number;
  /** Identifier of the entry. */
  readonly id?: string;
  readonly zh: string;
  readonly en: string;
}

type Details = Readonly<Record<string, string | number>>;

/** A finding with its texts filled in. */
export function finding(code: FindingCode, details: Details = {}): Finding {
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
  const { seq, id } = details;
  return {
    code,
    ...(typeof seq === 'number' ? { seq } : {}),
    ...(typeof id === 'string' ? { id } : {}),
    zh: fill(texts[code][0]),
    en: fill(texts[code][1]),
  };
}

/** All codes with their texts, for documentation and tests. */
export function listFindings(): readonly (readonly [FindingCode, readonly [string, string]])[] {
  return Object.entries(texts) as [FindingCode, readonly [string, string]][];
}
