import type { FastifyInstance } from 'fastify';
import { RowList } from '#infrastructure/lists/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { serveList } from '#security/ledger/index.ts';
import type { Cited } from '#standards/declarations/index.ts';
import { cedar } from './cedar.ts';
import { fault } from './errors.ts';
import type { PolicySource } from './policy-source.ts';
import { budgetListing, policyListing, policySetListing } from './listings.ts';
import { PolicySetWire } from './schema.ts';
import type { BudgetWire, PolicyWire } from './schema.ts';
import { listPolicySets, selectBudgets } from './sql.ts';
import type { BudgetRow, PolicySetRow } from './sql.ts';

const mostVersions = 1000; // a set is published a few times a year

interface AccessRoutes {
  readonly app: Database;
  /** Names what a citation leads to. */
  readonly cite: (citation: string) => Cited;
}

/** What is permitted to whom, for everybody who works here to read: the policies in force, their versions, the budgets. */
export function routes(app: FastifyInstance, { app: database, cite }: AccessRoutes): void {
  const tags = ['access'];
  const inForce = async (): Promise<PolicySetRow> => {
    const [newest] = await listPolicySets(database, 1);
    if (!newest) throw fault('no-policy');
    return newest;
  };
  app.get(
    '/api/v1/policies',
    { schema: { summary: 'Which policies are in force', tags, response: { 200: PolicySetWire } } },
    async () => about(await inForce()),
  );
  serveList(app, {
    path: '/api/v1/policies/rules',
    title: { zh: '策略', en: 'Policies' },
    listing: policyListing,
    list: async () => new RowList(policiesOf((await inForce()).sources, cite), policyListing),
    resource: 'policy',
    tags,
  });
  serveList(app, {
    path: '/api/v1/policies/budgets',
    title: { zh: '查询限额', en: 'Budgets' },
    listing: budgetListing,
    list: async () => new RowList<BudgetWire>((await selectBudgets(database)).map(budgetOf), budgetListing),
    resource: 'budget',
    tags,
  });
  serveList(app, {
    path: '/api/v1/policies/versions',
    title: { zh: '历次版本', en: 'All versions' },
    listing: policySetListing,
    list: async () =>
      new RowList((await listPolicySets(database, mostVersions)).map(about), policySetListing),
    resource: 'policy-set',
    tags,
  });
}

function budgetOf({ name, title, per, unit, windowSeconds, maximum }: BudgetRow): BudgetWire {
  return { name, title, per, unit, windowSeconds, maximum };
}

function about({ version, digest, signature, published_at, published_by }: PolicySetRow): PolicySetWire {
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
