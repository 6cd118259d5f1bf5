import { listFaults } from '#infrastructure/faults/index.ts';
import type { Text } from '#infrastructure/faults/index.ts';
import { nameOrganisations } from '#security/identity/index.ts';
import type { OpenPart } from '#standards/ledger/index.ts';
import type { Oversight } from './oversight.ts';
import type { TitlesWire } from './schema.ts';

/** Resources that an entry may name beside the declared ones. */
const ownResources: Readonly<Record<string, Text>> = {
  ledger: { zh: '访问账本', en: 'the ledger of accesses' },
  question: { zh: '群众疑问', en: 'questions about accesses' },
  function: { zh: '系统功能', en: 'a function of the system' },
  verification: { zh: '账本核验', en: 'verification of the ledger' },
  budget: { zh: '查询额度', en: 'a budget of look-ups' },
  'signing-key': { zh: '签名密钥', en: 'a signing key' },
  visit: { zh: '窗口核验', en: 'a visit at the desk' },
  request: { zh: '登记事项', en: 'a registration request' },
  role: { zh: '角色', en: 'role' },
  session: { zh: '登录会话', en: 'session' },
  account: { zh: '账户', en: 'account' },
  certificate: { zh: '数字证书', en: 'certificate' },
  approval: { zh: '审批', en: 'approval' },
  finding: { zh: '数据质量问题', en: 'findings of data quality' },
  proposal: { zh: '标准提案', en: 'proposals of declarations' },
};

const asIs = (code: string): Text => ({ zh: code, en: code });

/** Each of these with the codes of its entry in words: organisations, roles, declarations; never a person's name. */
export async function withTitles<T extends { readonly open: OpenPart }>(
  oversight: Oversight,
  entries: readonly T[],
): Promise<(T & { titles: TitlesWire })[]> {
  const codes = entries.flatMap(({ open }) => [open.agency, open.organisation]);
  const organisations = await nameOrganisations(oversight.app, codes);
  return entries.map((entry) => ({ ...entry, titles: titlesOf(oversight, organisations, entry.open) }));
}

/** The same for one entry. */
export async function titleEntry(oversight: Oversight, open: OpenPart): Promise<TitlesWire> {
  const organisations = await nameOrganisations(oversight.app, [open.agency, open.organisation]);
  return titlesOf(oversight, organisations, open);
}

function titlesOf(
  oversight: Oversight,
  organisations: ReadonlyMap<string, Text>,
  open: OpenPart,
): TitlesWire {
  const nameOf = (code: string): Text => organisations.get(code) ?? asIs(code);
  return {
    agency: nameOf(open.agency),
    organisation: nameOf(open.organisation),
    roles: open.role
      .split(' ')
      .filter((role) => role !== '')
      .map((role) => roleTitle(oversight, role)),
    ...titleRecord(oversight, open),
    purpose: open.purposeKind === null ? null : purposeTitle(oversight, open.purposeKind),
    reason: open.reason === null ? null : reasonTitle(open.reason),
  };
}

function titleRecord(
  { catalogue }: Oversight,
  { resource, fields }: OpenPart,
): Pick<TitlesWire, 'resource' | 'fields'> {
  if (resource === null) return { resource: null, fields: fields.map(asIs) };
  const declared = catalogue.resources.get(resource)?.declaration;
  const titleOf = (name: string): Text =>
    declared?.fields.find((field) => field.name === name)?.title ?? asIs(name);
  return {
    resource: declared?.title ?? ownResources[resource] ?? asIs(resource),
    fields: fields.map(titleOf),
  };
}

function roleTitle({ roles }: Oversight, code: string): Text {
  if (code === 'system') return { zh: '系统', en: 'the system itself' };
  return roles.roles.find((role) => role.code === code)?.title ?? asIs(code);
}

function purposeTitle({ purposes, settings }: Oversight, kind: string): Text {
  if (kind === 'oversight') return settings.purpose.title;
  return purposes.kinds.find((each) => each.kind === kind)?.title ?? asIs(kind);
}

/** The sentence of a refusal. A text with parameters is left out: what filled them is not in the ledger. */
function reasonTitle(code: string): Text {
  const found = reasons().get(code);
  return found ?? asIs(code);
}

let known: ReadonlyMap<string, Text> | undefined;

function reasons(): ReadonlyMap<string, Text> {
  known ??= new Map(
    listFaults()
      .filter(([, { zh }]) => !zh.includes('{'))
      .map(([code, { zh, en }]) => [code, { zh, en }]),
  );
  return known;
}
