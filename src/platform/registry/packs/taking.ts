import type { Tx } from '#infrastructure/sql/index.ts';
import { localPack } from '#platform/catalogue/index.ts';
import type { Snapshot } from '#platform/catalogue/index.ts';
import { readBundle } from '#standards/bundles/index.ts';
import type { Bundle, Taken } from '#standards/bundles/index.ts';
import { dayInChina } from '#standards/declarations/index.ts';
import type { FileMemory } from '#standards/declarations/index.ts';
import { fault } from '../errors.ts';
import type { Proposal } from '../proposal.ts';
import { examineTaking } from './examine-taking.ts';
import type { ExaminedTaking } from './examine-taking.ts';
import { selectBundleText, selectLatestTaken } from './sql.ts';

type Reader = Pick<Tx, 'query'>;

/** What is known of each pack that is in force: from whom it was taken, or that it came with the program. */
export async function takenHere(tx: Reader, { pack }: Pick<Snapshot, 'pack'>): Promise<Taken[]> {
  const latest = new Map((await selectLatestTaken(tx)).map((row) => [row.pack, row]));
  return pack.headers
    .filter(({ name }) => name !== localPack)
    .map(({ name, version }) => {
      const row = latest.get(name);
      const signed = row?.version === version ? row : { issuer: null, digest: null };
      return { name, version, issuer: signed.issuer, digest: signed.digest };
    });
}

/** The bundle that a proposal takes; null for one that changes local declarations. */
export async function bundleOf(tx: Reader, { bundle }: Pick<Proposal, 'bundle'>): Promise<Bundle | null> {
  if (bundle === null) return null;
  const read = readBundle((await selectBundleText(tx, bundle)) ?? '');
  if (!read.ok) throw fault('bundle-refused', { count: 1, first: read.problems[0]?.en ?? '', firstZh: read.problems[0]?.zh ?? '' }); // prettier-ignore
  return read.bundle;
}

/** What taking the bundle of a proposal comes to, beside the declarations `before`; undefined when it takes none. */
export async function examineProposedTaking(
  tx: Reader,
  proposal: Pick<Proposal, 'bundle' | 'decisions' | 'plans'>,
  { before, at, memory }: { readonly before: Snapshot; readonly at: Date; readonly memory?: FileMemory },
): Promise<(ExaminedTaking & { readonly bundle: Bundle }) | undefined> {
  const bundle = await bundleOf(tx, proposal);
  if (bundle === null) return undefined;
  const taken = await takenHere(tx, before);
  const { decisions, plans } = proposal;
  const question = { before, bundle, taken, decisions, plans, at, ...(memory && { memory }) };
  if (memory === undefined) return { bundle, ...examineTaking(question) };
  const asked = [proposal.bundle, before.release, before.digest, dayInChina(at), taken, decisions, plans];
  return { bundle, ...remembered(memory, JSON.stringify(asked), () => examineTaking(question)) };
}

const mostRemembered = 4; // a bundle is looked at, decided, submitted and approved within the same release
const examinations = new WeakMap<FileMemory, Map<string, ExaminedTaking>>();

/** The same question about the same declarations has the same answer, and reading a ministry's packs anew takes seconds. */
function remembered(memory: FileMemory, asked: string, examine: () => ExaminedTaking): ExaminedTaking {
  const known = examinations.get(memory) ?? new Map<string, ExaminedTaking>();
  examinations.set(memory, known);
  const found = known.get(asked) ?? examine();
  if (known.size >= mostRemembered) known.clear();
  known.set(asked, found);
  return found;
}
