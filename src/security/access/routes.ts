import type { FastifyInstance } from 'fastify';
import type { Database } from '#infrastructure/sql/index.ts';
import type { Cited } from '#standards/declarations/index.ts';
import { cedar } from './cedar.ts';
import { fault } from './errors.ts';
import type { PolicySource } from './policy-source.ts';
import { PoliciesWire } from './schema.ts';
import type { PolicyWire } from './schema.ts';
import { listPolicySets, selectBudgets } from './sql.ts';
import type { PolicySetRow } from './sql.ts';

const shownVersions = 50; // a set is published a few times a year

interface AccessRoutes {
  readonly app: Database;
  /** Names what a citation leads to. */
  readonly cite: (citation: string) => Cited;
}

/** What is permitted to whom, for everybody who works here to read: the policies in force, their versions, the budgets. */
export function routes(app: FastifyInstance, { app: database, cite }: AccessRoutes): void {
  app.get(
    '/api/v1/policies',
    { schema: { summary: 'Policies in force', tags: ['access'], response: { 200: PoliciesWire } } },
    async (): Promise<PoliciesWire> => {
      const [sets, budgets] = await Promise.all([
        listPolicySets(database, shownVersions),
        selectBudgets(database),
      ]);
      const [inForce] = sets;
      if (!inForce) throw fault('no-policy');
      return {
        inForce: about(inForce),
        policies: policiesOf(inForce.sources, cite),
        budgets,
        versions: sets.map(about),
      };
    },
  );
}

function about({
  version,
  digest,
  signature,
  published_at,
  published_by,
}: PolicySetRow): PoliciesWire['inForce'] {
  return { version, digest, signature, publishedAt: published_at.toISOString(), publishedBy: published_by };
}

function policiesOf(sources: readonly PolicySource[], cite: AccessRoutes['cite']): PolicyWire[] {
  return sources.flatMap(({ file, text }) => {
    const parts = cedar().policySetTextToParts(text);
    return parts.type === 'failure' ? [] : parts.policies.map((policy) => wire(file, policy, cite));
  });
}

function wire(file: string, text: string, cite: AccessRoutes['cite']): PolicyWire {
  const id = /@id\("([^"]*)"\)/.exec(text)?.[1] ?? '';
  const [zh = id, en = zh] = (/@title\("([^"]*)"\)/.exec(text)?.[1] ?? id).split(' / ');
  const body = text.replace(/^(@[a-z]+\("[^"]*"\)\s*)+/, '').trim();
  const basis = (/@basis\("([^"]*)"\)/.exec(text)?.[1] ?? '').split(/\s+/).filter((one) => one !== '');
  const about = { id, title: { zh, en }, file, basis: basis.map(cite) };
  return { ...about, effect: body.startsWith('forbid') ? 'forbid' : 'permit', text: body };
}
