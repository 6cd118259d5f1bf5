import type { DataElement, Pack } from '#standards/declarations/index.ts';
import type { Change, Kind } from './change.ts';
import { finding } from './finding.ts';
import type { Finding } from './finding.ts';

const nearEnough = 0.75; // share of letter pairs: 登记日期 and 登记的日期 are near, 登记日期 and 注销日期 aren't
const mostNamed = 3; // an officer looks at a few, not at thirty

type Titled = { readonly name: string; readonly title: { readonly zh: string; readonly en: string } };

/** What a new declaration resembles: the same title or synonym, the same concept, a title that is close. */
export function findSimilar(changes: readonly Change[], pack: Pack): Finding[] {
  return changes.flatMap((change, place) => {
    if (change.action !== 'add') return [];
    const others = titledIn(pack, change.kind);
    const own = others.find(({ name }) => name === change.name);
    return own === undefined ? [] : similarTo(own, others, place);
  });
}

function titledIn(pack: Pack, kind: Kind): readonly Titled[] {
  switch (kind) {
    case 'element':
      return [...pack.elements.values()];
    case 'code-list':
      return [...pack.codeLists.values()];
    case 'qualifier':
      return [...pack.qualifiers.values()];
    case 'object-class':
      return [...pack.objectClasses.values()];
    case 'resource':
      return [...pack.resources.values()];
    default:
      return [];
  }
}

function similarTo(own: Titled, others: readonly Titled[], place: number): Finding[] {
  const found: Finding[] = [];
  const near: { readonly other: Titled; readonly score: number }[] = [];
  const pairs = pairsOf(own.title.zh);
  for (const other of others) {
    if (other === own) continue;
    if (namesOf(other).some((name) => namesOf(own).includes(name)))
      found.push(finding('same-title', place, { title: own.title.zh, name: other.name }, 'title'));
    else if (isSameConcept(own, other)) found.push(finding('same-concept', place, { name: other.name }));
    else near.push({ other, score: shared(pairs, pairsOf(other.title.zh)) });
  }
  const nearest = near
    .filter(({ score }) => score >= nearEnough)
    .sort((a, b) => b.score - a.score)
    .slice(0, mostNamed)
    .map(({ other }) =>
      finding('near-title', place, { title: own.title.zh, other: other.title.zh, name: other.name }, 'title'),
    );
  return [...found.slice(0, mostNamed), ...nearest];
}

/** What it is called, in any way. */
function namesOf({ title, ...rest }: Titled): readonly string[] {
  const synonyms = 'synonyms' in rest ? (rest.synonyms as readonly string[]) : [];
  return [title.zh, title.en, ...synonyms].map((name) => name.trim().toLowerCase());
}

function isSameConcept(a: Titled, b: Titled): boolean {
  if (!('representation' in a) || !('representation' in b)) return false;
  const [one, other] = [a as DataElement, b as DataElement];
  return (
    one.object.zh === other.object.zh &&
    one.property.zh === other.property.zh &&
    one.representation === other.representation
  );
}

function pairsOf(text: string): ReadonlySet<string> {
  const letters = Array.from(`^${text.toLowerCase()}$`);
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`));
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0;
  for (const pair of a) if (b.has(pair)) both += 1;
  return (2 * both) / (a.size + b.size);
}
