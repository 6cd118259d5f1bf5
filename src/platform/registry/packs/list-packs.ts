import { byName, byTitle, choice, column, titles } from '#infrastructure/lists/index.ts';
import type { Listing } from '#infrastructure/lists/index.ts';
import { localPack, packOf } from '#platform/catalogue/index.ts';
import type { Snapshot } from '#platform/catalogue/index.ts';
import type { Context } from '#security/context/index.ts';
import { encodeBundle, makeBundle } from '#standards/bundles/index.ts';
import { parseSuiteKey } from '#standards/signatures/index.ts';
import { dayInChina } from '#standards/declarations/index.ts';
import { kinds } from '../change.ts';
import { fault } from '../errors.ts';
import { maps } from '../examine-changes.ts';
import { nodeCrypto } from '#infrastructure/signatures/index.ts';
import { numberOf } from '../proposal.ts';
import type { Registry } from '../registry.ts';
import { originWords } from '../words.ts';
import type { PackAnswer, PackRow, SignerRow } from './schema.ts';
import { selectBundleText, selectLatestTaken, selectOffers, selectTakings } from './sql.ts';

const mostTakings = 100; // of one pack: a ministry publishes a few versions a year

/** How packs are searched, filtered, sorted and exported. */
export const packListing: Listing<PackRow> = {
  texts: ({ name, title, issuer }) => [name, title, issuer],
  filters: { origin: choice(Object.keys(originWords), ({ origin }) => origin) },
  sorts: {
    name: byName,
    title: byTitle,
    origin: ({ origin }, language) => originWords[origin][language],
    issuer: ({ issuer }) => issuer,
    takenAt: ({ takenAt }) => takenAt,
    declarations: ({ declarations }) => declarations,
  },
  columns: [
    ...titles<PackRow>(),
    column('version', '版本', 'Version', ({ version }) => version),
    column('origin', '来源', 'Origin', ({ origin }, language) => originWords[origin][language]),
    column('issuer', '发布方', 'Publisher', ({ issuer }) => issuer),
    column('takenAt', '取用时间', 'Taken', ({ takenAt }) => takenAt),
    column('declarations', '声明数', 'Declarations', ({ declarations }) => declarations),
    column('offer', '待取用的版本', 'Offered version', ({ offer }) => offer?.version),
    column('offer', '提案', 'Proposal', ({ offer }) => offer?.number),
  ],
};

/** The same for the publishers whose signature is trusted. */
export const signerListing: Listing<SignerRow> = {
  texts: ({ name, title, issuer }) => [name, title, issuer],
  filters: {},
  sorts: { name: byName, title: byTitle, issuer: ({ issuer }) => issuer },
  columns: [
    ...titles<SignerRow>(),
    column('issuer', '发布方', 'Publisher', ({ issuer }) => issuer),
    column('suite', '签名算法', 'Suite', ({ suite }) => suite),
    column('packs', '可发布', 'For the packs', ({ packs }) => packs.join('; ')),
  ],
};

/** The packs in force, where each came from, and what waits for a decision. */
export async function listPacks(registry: Registry): Promise<readonly PackRow[]> {
  const now = registry.catalogue.snapshot;
  const latest = new Map((await selectLatestTaken(registry.app)).map((row) => [row.pack, row]));
  const offers = new Map((await selectOffers(registry.app)).map((offer) => [offer.pack, offer]));
  const declared = declarationsByPack(now);
  return now.pack.headers.map(({ name, title, version }) => {
    const row = latest.get(name);
    const taken = row?.version === version ? row : undefined;
    const offer = offers.get(name);
    const origin: PackRow['origin'] = name === localPack ? 'local' : taken ? 'taken' : 'program';
    return {
      name,
      title,
      version,
      origin,
      issuer: taken?.issuer ?? null,
      takenAt: taken?.at.toISOString() ?? null,
      offer: offer ? { number: numberOf(offer), version: offer.version } : null,
      declarations: declared.get(name) ?? 0,
    };
  });
}

function declarationsByPack({ pack, fileOf }: Snapshot): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of kinds)
    for (const name of pack[maps[kind]].keys()) {
      const of = packOf(fileOf(maps[kind], name) ?? '');
      counts.set(of, (counts.get(of) ?? 0) + 1);
    }
  return counts;
}

/** Whose signature is trusted, and for which packs. */
export function listSigners({ pack }: Pick<Snapshot, 'pack'>): readonly SignerRow[] {
  return [...pack.signers.values()].map(({ name, title, key, packs }) => {
    const parsed = parseSuiteKey(key);
    return { name, title, issuer: parsed?.name ?? '', suite: parsed?.suite ?? '', packs: [...packs] };
  });
}

/** One pack with every version that was taken and what each changed. @throws Fault registry.pack-not-found */
export async function getPack(registry: Registry, name: string): Promise<PackAnswer> {
  const packs = await listPacks(registry);
  const pack = packs.find((one) => one.name === name);
  if (!pack) throw fault('pack-not-found', { name });
  const rows = await selectTakings(registry.app, name, mostTakings);
  const history = rows.map(({ comparison, at, proposal, pack: _pack, ...row }) => ({
    ...row,
    proposal: numberOf({ number: proposal }),
    at: at.toISOString(),
    counts: comparison.counts,
    differences: comparison.differences as PackAnswer['history'][number]['differences'],
  }));
  return { pack, history };
}

/**
 * A pack as it stands, as the text of a bundle: the issuer's own when it was taken, an unsigned one otherwise.
 * @throws Fault registry.pack-not-found
 */
export async function exportPack(
  registry: Registry,
  context: Context,
  name: string,
): Promise<{ readonly file: string; readonly text: string }> {
  const { pack, history } = await getPack(registry, name);
  const file = `${name}-${pack.version}.json`;
  const taken = pack.origin === 'taken' ? history[0] : undefined;
  const signed = taken && (await selectBundleText(registry.app, taken.digest));
  if (signed !== undefined) return { file, text: signed };
  const files = registry.catalogue.snapshot.files.filter(({ path }) => packOf(path) === name);
  const choice = { issuer: context.actor.agency, previous: null, issued: dayInChina(context.at), requires: [] };
  const made = makeBundle(files, choice, nodeCrypto);
  if (!made.ok) throw fault('pack-not-found', { name }); // files that the format refuses are no pack that could leave
  return { file, text: encodeBundle(made.bundle) };
}
