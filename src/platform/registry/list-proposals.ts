import { column, numberIn, pageByNumber, writeList } from '#infrastructure/lists/index.ts';
import type { Page } from '#infrastructure/lists/index.ts';
import { exportBody } from '#infrastructure/table-files/index.ts';
import type { ExportChoice, FileColumn, TableFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import { recordExport } from '#security/ledger/index.ts';
import type { Registry } from './registry.ts';
import { changesText, proposalFilters, stateWords } from './schema.ts';
import type { ProposalQuery, ProposalWire } from './schema.ts';
import { selectProposals } from './sql.ts';
import { proposalOnWire } from './wire.ts';

const usualPage = 20;

/** Proposals, newest first unless it is said otherwise; everyone who works here may read them. */
export async function listProposals(
  registry: Registry,
  context: Context,
  { state, mine, branch, sort = '-number', limit = usualPage, cursor }: ProposalQuery,
): Promise<Page<ProposalWire>> {
  const filter = {
    state: state ?? null,
    author: mine === undefined ? null : context.actor.id,
    branch: branch ?? null,
  };
  const rows = await selectProposals(registry.app, filter, sort, numberIn(cursor), limit);
  const { items, nextCursor } = pageByNumber(rows, limit);
  return { items: items.map((row) => proposalOnWire(registry, context, row)), nextCursor };
}

export const proposalColumns: readonly FileColumn<ProposalWire>[] = [
  column('number', '编号', 'Number', ({ number }) => number),
  column('title', '标题', 'Title', ({ title }) => title),
  column('changes', '变动', 'Changes', ({ changes }, language) => changesText(changes, language)),
  column('branch', '提出警种', 'Branch', ({ branchTitle }, language) => branchTitle[language]),
  column('author', '起草人', 'Author', ({ author }) => author.name),
  column('approver', '批准人', 'Approver', ({ approver }) => approver?.name),
  column('changedAt', '最近变动', 'Last change', ({ changedAt }) => changedAt),
  column('state', '状态', 'State', ({ state }, language) => stateWords[state][language]),
  column('release', '发布批次', 'Release', ({ release }) => release),
];

export const proposalExport = exportBody(proposalColumns, proposalFilters);

/** What fits of the proposals, as a file. @throws Fault table-files.too-many-rows */
export async function exportProposals(
  registry: Registry,
  context: Context,
  body: ExportChoice & Omit<ProposalQuery, 'limit' | 'cursor'>,
): Promise<TableFile> {
  const title = { zh: '标准变更提案', en: 'Proposals' };
  const about = { name: 'proposals', title, columns: proposalColumns };
  const read = (asked: ProposalQuery) => listProposals(registry, context, asked);
  return recordExport(context, { resource: 'proposal', asked: body }, () =>
    writeList(about, read, body, context),
  );
}
