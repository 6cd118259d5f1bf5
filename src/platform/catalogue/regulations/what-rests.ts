import { citationTitle } from '#standards/declarations/index.ts';
import type { Pack, Regulation, Words } from '#standards/declarations/index.ts';
import { citationsIn } from '../check-policies.ts';
import type { Resting } from '../schema.ts';
import type { Snapshot } from '../snapshot.ts';

type Citing = Omit<Resting, 'cited' | 'citedTitle'>;

/** Everything in a release that rests on the library: one row for each thing and each citation. */
export function whatRests({ pack, policies }: Pick<Snapshot, 'pack' | 'policies'>): readonly Resting[] {
  const rows = [
    ...resourcesOf(pack),
    ...purposesOf(pack),
    ...policies.flatMap(({ text }) => policiesOf(text)),
    ...sourcesOf(pack),
    ...replacementsOf(pack),
  ];
  return rows.flatMap(([citing, citations]) =>
    [...new Set(citations)].map((cited) => ({
      ...citing,
      cited,
      citedTitle: citationTitle(pack.regulations, cited),
    })),
  );
}

type Cites = readonly [Citing, readonly string[]];

function citing(kind: Resting['kind'], name: string, title: Words, days: number | null = null): Citing {
  return { kind, name, title, days };
}

function resourcesOf({ resources }: Pack): Cites[] {
  return [...resources.values()].map(({ name, title, sharing }) => [
    citing('resource', name, title),
    sharing.basis,
  ]);
}

function purposesOf({ purposes }: Pack): Cites[] {
  return [...purposes.values()].flatMap(({ name, title, basis, kinds }): Cites[] => [
    [citing('purpose', name, title), basis],
    ...kinds.map(({ code, zh, en, days, basis }): Cites => [
      citing('matter', `${name}/${code}`, { zh, en }, days),
      basis,
    ]),
  ]);
}

/** Policies with an `@basis`; annotations stand before the policy that they are of. */
function policiesOf(text: string): Cites[] {
  return [...text.matchAll(/(?:^@[a-z]+\("[^"\n]*"\)\n)+/gm)].flatMap(([annotations]): Cites[] => {
    const value = (name: string) => new RegExp(`^@${name}\\("([^"\\n]*)"\\)`, 'm').exec(annotations)?.[1];
    const [id = '', title = id, basis] = [value('id'), value('title'), value('basis')];
    if (basis === undefined) return [];
    const [zh = id, en = zh] = title.split(' / ');
    return [[citing('policy', id, { zh, en }), citationsIn(basis)]];
  });
}

/** Elements, qualifiers and code lists say in words where they come from; the standards of the library are found by number. */
function sourcesOf(pack: Pack): Cites[] {
  const standards = [...pack.regulations.values()].filter(
    ({ kind, number }) => kind === 'standard' && number !== null,
  );
  const found = (...texts: readonly (string | null)[]) => {
    const text = texts.filter((one) => one !== null).join('\n');
    return standards.flatMap((standard) => citationsOfStandard(standard, text));
  };
  return [
    ...[...pack.elements.values()].map(({ name, title, source, mapsTo }): Cites => [
      citing('element', name, title),
      found(source, mapsTo),
    ]),
    ...[...pack.qualifiers.values()].map(({ name, title, source, mapsTo }): Cites => [
      citing('qualifier', name, title),
      found(source, mapsTo),
    ]),
    ...[...pack.codeLists.values()].map(({ name, title, source, standard }): Cites => [
      citing('code-list', name, title),
      found(source, standard),
    ]),
  ];
}

/**
 * `GB/T 39046-2020 表 A.8` names the document and a table that the library has; a number alone, with its year or without, the
 * document. Digits go on with a longer number, which is another standard.
 */
function citationsOfStandard({ name, number, articles }: Regulation, text: string): readonly string[] {
  if (number === null) return [];
  const follows = (written: string) =>
    text
      .split(written)
      .slice(1)
      .find((rest) => !/^[0-9.-]/.test(rest));
  const after = follows(number) ?? follows(number.replace(/-[0-9]{4}$/, ''));
  if (after === undefined) return [];
  const part = /^ ?(?:表|table|cl\.)? ?([A-Z0-9][0-9.]*)/.exec(after)?.[1];
  const article = articles.find((one) => one.number === part);
  return [article === undefined ? name : `${name}#${article.number}`];
}

/** Documents and articles that take the place of others. */
function replacementsOf({ regulations }: Pack): Cites[] {
  return [...regulations.values()].flatMap((one): Cites[] => [
    [citing('regulation', one.name, one.title), one.supersedes],
    ...one.articles.map((article): Cites => [
      citing(
        'regulation',
        `${one.name}#${article.number}`,
        citationTitle(regulations, `${one.name}#${article.number}`),
      ),
      article.supersedes,
    ]),
  ]);
}
