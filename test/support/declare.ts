/** Proposals that tests hand in: a class of information that no pack declares, with the elements it needs. */
import type { TestAnswer, TestClient } from './node.ts';

type Content = Record<string, unknown>;

export interface TestChange {
  readonly kind: string;
  readonly name: string;
  readonly action: 'add' | 'change' | 'abolish';
  readonly content: Content | null;
}

export function element(zh: string, en: string, more: Content = {}): Content {
  return {
    title: { zh, en },
    definition: { zh: `${zh}，用于测试。`, en: `${en}, for tests.` },
    object: { zh: '物品', en: 'Thing' },
    property: { zh, en },
    representation: 'name',
    format: 'c..40',
    ...more,
  };
}

export const chipNumber = element('风筝芯片号', 'Kite chip number', {
  representation: 'number',
  format: 'c15',
  domain: { pattern: '[0-9]{15}' },
});

/** Kites and who keeps them: owned by the registration branch. */
export function kites(fields: Content = {}): Content {
  return {
    title: { zh: '风筝登记', en: 'Kite registration' },
    summary: { zh: '风筝与饲养人。', en: 'Kites and their keepers.' },
    owner: 'registration',
    subject: 'keeper.citizenNumber',
    category: '3/01/registration/kite',
    classification: { level: 'general', grade: 3 },
    sharing: { type: 'conditional', basis: ['decree-809'], purposes: ['registration'] },
    cycle: 'daily',
    fields: {
      chipNumber: { element: 'kite-chip-number', key: true },
      keeper: { refers: 'person', required: true, title: { zh: '饲养人', en: 'Keeper' } },
      breed: { element: 'kite-breed' },
      ...fields,
    },
    search: [['chipNumber'], ['keeper']],
    lists: [['keeper']],
  };
}

export const declareKites: readonly TestChange[] = [
  { kind: 'element', name: 'kite-chip-number', action: 'add', content: chipNumber },
  { kind: 'element', name: 'kite-breed', action: 'add', content: element('风筝样式', 'Breed of a kite') },
  { kind: 'resource', name: 'kite', action: 'add', content: kites() },
];

export function draft(title: string, changes: readonly TestChange[], branch = 'registration'): object {
  return { title, reason: '测试 · a test', branch, changes };
}

const proposals = '/api/v1/registry/proposals';

/** Drafts and submits; the answer of the act that failed, or of the submission. */
export async function submit(
  author: TestClient,
  title: string,
  changes: readonly TestChange[],
): Promise<TestAnswer> {
  const drafted = await author.call('POST', proposals, draft(title, changes));
  if (drafted.status !== 201) return drafted;
  return act(author, drafted.body.proposal, 'submit');
}

/** One act on a proposal as its reader saw it. */
export function act(
  client: TestClient,
  proposal: { readonly number: string; readonly version: number },
  name: string,
  text?: string,
): Promise<TestAnswer> {
  const body = { version: proposal.version, ...(text === undefined ? {} : { text }) };
  return client.call('POST', `${proposals}/${proposal.number}/${name}`, body);
}
