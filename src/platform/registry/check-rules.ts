import { statusWords } from '#standards/declarations/index.ts';
import type { DataElement, Pack, Status } from '#standards/declarations/index.ts';
import { parseSuiteKey, suiteKeyId } from '#standards/signatures/index.ts';
import { localPack } from '#platform/catalogue/index.ts';
import type { Change } from './change.ts';
import { judgedAs } from './compare-change.ts';
import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import type { Question } from './examine-changes.ts';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';

/** What the registry demands beyond the parser: identifiers of its range, states in order, nothing abolished in use, own branch. */
export function checkRules(question: Question, after: Pack): Finding[] {
  const branches = after.codeLists.get('agency-branch')?.values.map(({ code }) => code) ?? [];
  const known = branches.includes(question.branch);
  return [
    ...(known ? [] : [finding('unknown-branch', null, { branch: question.branch })]),
    ...question.changes.flatMap((change, place) => [
      ...checkIdentifier(question, after, change, place),
      ...checkObjectClass(after, change, place),
      ...checkState(question.before.pack, after, change, place),
      ...checkBranch(question, after, change, place),
      ...checkAbolished(after, change, place),
      ...checkExtended(question, after, change, place),
      ...checkSigner(change, place),
    ]),
  ];
}

function identifiedIn(pack: Pack, { kind, name }: Change): string | undefined {
  if (kind === 'element') return pack.elements.get(name)?.identifier;
  return kind === 'qualifier' ? pack.qualifiers.get(name)?.identifier : undefined;
}

/** An own identifier is the one that the registry gave to just this; it never changes. (That only verified rows bear a standard's is the parser's rule.) */
function checkIdentifier(
  { before, allotted }: Question,
  after: Pack,
  change: Change,
  place: number,
): Finding[] {
  const identifier = identifiedIn(after, change);
  const { kind, name } = change;
  if (identifier === undefined) return [];
  const was = identifiedIn(before.pack, change);
  if (was !== undefined)
    return was === identifier
      ? []
      : [finding('identifier-changed', place, { name, identifier: was }, 'identifier')];
  if (!identifier.startsWith('X') || allotted.get(`${kind}/${name}`) === identifier) return [];
  return [finding('foreign-identifier', place, { name, identifier }, 'identifier')];
}

/** What an element describes is declared. Before it was demanded, elements came without: one that only ends is let go. */
function checkObjectClass(after: Pack, { kind, name, action }: Change, place: number): Finding[] {
  const object = kind === 'element' && action !== 'abolish' ? after.elements.get(name)?.object : undefined;
  if (object === undefined) return [];
  const declared = after.objectClasses.values().find(({ title }) => title.zh === object.zh);
  const params = { title: object.zh, titleEn: object.en };
  if (declared === undefined) return [finding('unknown-object-class', place, params, 'object.zh')];
  const { en } = declared.title;
  if (en === object.en) return [];
  return [finding('other-object-class', place, { ...params, other: en }, 'object.en')];
}

/** The states of GA/T 541 and where each may go. */
const next: Readonly<Record<Status, readonly Status[]>> = {
  raw: ['draft', 'rejected'],
  draft: ['raw', 'consultation', 'rejected'],
  consultation: ['draft', 'approval', 'rejected'],
  approval: ['consultation', 'standard', 'rejected'],
  standard: ['abolished'],
  rejected: ['draft'],
  abolished: [],
};
const first: readonly Status[] = ['raw', 'draft', 'consultation'];

function checkState(before: Pack, after: Pack, { kind, name, action }: Change, place: number): Finding[] {
  if (kind !== 'element' || action === 'abolish') return [];
  const now = after.elements.get(name)?.status;
  const was = before.elements.get(name)?.status;
  if (now === undefined || now === was) return [];
  const verified = after.elements.get(name)?.verification === 'verified'; // read in the standard: it is one already
  if (was === undefined ? first.includes(now) || verified : next[was].includes(now)) return [];
  const from = was === undefined ? { zh: '无', en: 'none' } : statusWords[was];
  const to = statusWords[now];
  return [
    finding(
      'state-skipped',
      place,
      { name, from: from.zh, to: to.zh, fromEn: from.en, toEn: to.en },
      'status',
    ),
  ];
}

/** A branch declares what it owns. */
function checkBranch(
  { branch, before }: Question,
  after: Pack,
  { kind, name }: Change,
  place: number,
): Finding[] {
  const of = judgedAs({ kind, name }, before.pack, after);
  const owner = (after.resources.get(of.name) ?? before.pack.resources.get(of.name))?.owner;
  if (of.kind !== 'resource' || owner === undefined || owner === branch) return [];
  return [finding('foreign-branch', place, { name, owner, branch }, 'owner')];
}

function checkAbolished(after: Pack, { kind, name }: Change, place: number): Finding[] {
  const gone = ({ status }: DataElement) => status === 'abolished' || status === 'rejected';
  const uses = [...after.resources.values()].flatMap((resource) =>
    resource.fields.map((field) => ({ resource, field, element: after.elements.get(field.element ?? '') })),
  );
  return uses.flatMap(({ resource, field, element }) => {
    const concerned =
      kind === 'element' ? element?.name === name : kind === 'resource' && resource.name === name;
    if (!concerned || element === undefined || !gone(element)) return [];
    return [
      finding('abolished-in-use', place, { name: element.name, where: `${resource.name}.${field.name}` }),
    ];
  });
}

/** What was taken is extended beside it; what was declared here is changed itself. */
function checkExtended(
  { before }: Question,
  after: Pack,
  { kind, name, action }: Change,
  place: number,
): Finding[] {
  const of = judgedAs({ kind, name }, before.pack, after);
  if (of.kind === kind || action === 'abolish') return [];
  const files = of.kind === 'resource' ? 'resources' : 'codeLists';
  const own = before.fileOf(files, of.name)?.startsWith(`${localPack}/`) === true;
  return own ? [finding('extends-own', place, { name: of.name }, 'extends')] : [];
}

/** A key whose identifier isn't the hash of its name and value was put together by somebody. */
function checkSigner({ kind, name, content, action }: Change, place: number): Finding[] {
  if (kind !== 'signer' || action === 'abolish') return [];
  const line = content?.['key'];
  const key = typeof line === 'string' ? parseSuiteKey(line) : undefined;
  if (key !== undefined && suiteKeyId(key, nodeCrypto) === key.keyId) return [];
  return [finding('not-a-key', place, { name }, 'key')];
}
