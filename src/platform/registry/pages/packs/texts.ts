import type { Text } from '#web/kit/index.ts';
import type { TakingWire } from '../../schema.ts';

/** Every text of the pages about packs, both languages side by side. */
export const packTexts = {
  packs: { zh: '标准包', en: 'Packs' },
  lead: {
    zh: '标准包由上级签名发布，逐级取用。先核对签名，看清变动，再由另一人批准；取用的内容不能改动，本地需要的在旁扩展。',
    en: 'Packs are signed by their publisher and taken from above: verified, reviewed, approved by a second person. What was taken is never altered here; what is needed locally extends it.',
  },
  pack: { zh: '标准包', en: 'Pack' },
  inForce: { zh: '现行标准包', en: 'Packs in force' },
  name: { zh: '名称', en: 'Name' },
  code: { zh: '标识', en: 'Identifier' },
  version: { zh: '版本', en: 'Version' },
  origin: { zh: '来源', en: 'Origin' },
  issuer: { zh: '发布方', en: 'Publisher' },
  takenAt: { zh: '取用时间', en: 'Taken' },
  declarations: { zh: '声明数', en: 'Declarations' },
  offer: { zh: '待取用', en: 'Offered' },
  export: { zh: '导出', en: 'Export' },
  exported: { zh: '已导出 {name}', en: '{name} was saved' },
  bring: { zh: '上传标准包', en: 'Bring a bundle' },
  file: { zh: '标准包文件', en: 'Bundle file' },
  fileNote: { zh: 'JSON 文件，由发布方签名。', en: 'A JSON file that its publisher signed.' },
  reason: { zh: '理由', en: 'Reason' },
  reasonNote: { zh: '审核人会看到。', en: 'The reviewer reads it.' },
  verify: { zh: '核对并起草提案', en: 'Verify and begin' },
  signers: { zh: '受信任的发布方', en: 'Trusted publishers' },
  signersLead: {
    zh: '只取用下列发布方对其标准包的签名。增加或撤销须经提案，由两人办理。',
    en: 'Only these signatures count, each for its packs. Adding or ending one is a proposal of two persons.',
  },
  noSigners: { zh: '还没有登记发布方，不能取用任何标准包。', en: 'No publisher is entered yet, so no bundle can be taken.' },
  search: { zh: '名称', en: 'Name' },
  enterSigner: { zh: '登记发布方', en: 'Enter a publisher' },
  suite: { zh: '签名算法', en: 'Suite' },
  ofPacks: { zh: '可发布', en: 'For the packs' },
  history: { zh: '取用历史', en: 'What was taken' },
  noHistory: {
    zh: '这个标准包随程序而来，还没有取用过新版本。',
    en: 'It came with the program; no other version was taken yet.',
  },
  taken: { zh: '{before} → {version}', en: '{before} → {version}' },
  release: { zh: '第 {n} 批', en: 'Release {n}' },
  proposal: { zh: '提案', en: 'Proposal' },
  digest: { zh: '摘要', en: 'Digest' },

  whatChanges: { zh: '取用后的变动', en: 'What taking it changes' },
  nothingChanges: { zh: '没有声明发生变动。', en: 'No declaration changes.' },
  issued: { zh: '签发日期', en: 'Issued' },
  requires: { zh: '所依据的标准包', en: 'Rests on' },
  change: { zh: '变动', en: 'Change' },
  declaration: { zh: '声明', en: 'Declaration' },
  reasons: { zh: '原因', en: 'Reasons' },
  resources: { zh: '涉及信息类', en: 'Resources' },
  forms: { zh: '表单改变', en: 'Forms that change' },
  agreements: { zh: '授权与协议', en: 'Grants' },
  rows: { zh: '存量记录', en: 'Stored records' },
  conflicts: { zh: '与本地声明同名', en: 'Declared here as well' },
  conflictsLead: {
    zh: '新版本声明了本节点已有的内容，须逐项决定。',
    en: 'The new version declares what was declared here. Decide each.',
  },
  local: { zh: '本地', en: 'Local' },
  theirs: { zh: '新版本', en: 'New version' },
  decision: { zh: '决定', en: 'Decision' },
  map: { zh: '改用新版本的', en: 'Use the new one' },
  keep: { zh: '保留本地的，改名为', en: 'Keep the local one as' },
  newName: { zh: '“{name}”的新名称', en: 'New name of “{name}”' },
  undecided: { zh: '未决定', en: 'undecided' },
  save: { zh: '保存决定', en: 'Save the decisions' },
  saved: { zh: '已保存决定', en: 'The decisions are saved' },
  left: { zh: '不取用的文件', en: 'Files that are not taken' },
  leftLead: {
    zh: '策略、职权、额度等由本节点自己的管理员决定，不随标准包改变。',
    en: 'Policies, roles, budgets and the like are this node’s own; a pack does not change them.',
  },
} as const;

export { originWords } from '../../schema.ts';

type Counted = keyof TakingWire['counts'];
export const changeWords: Readonly<Record<Counted, Text>> = {
  broken: { zh: '不兼容', en: 'Breaking' },
  abolished: { zh: '废止', en: 'Abolished' },
  narrowed: { zh: '收窄', en: 'Narrowed' },
  widened: { zh: '放宽', en: 'Widened' },
  added: { zh: '新增', en: 'Added' },
  reworded: { zh: '仅改文字', en: 'Reworded' },
  unchanged: { zh: '未变', en: 'Unchanged' },
};
