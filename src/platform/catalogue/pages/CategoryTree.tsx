import { PageLink, Panel, useBranchTitles, useText, type Text } from '#web/kit/index.ts';
import { categoryClassWords } from '../schema.ts';
import { useFacets } from './data.ts';
import { standardsTexts as texts } from './texts.ts';
import './standards.css';

/** A class (类), item (项) or subject (目) of the resource code, with what stands below it. */
interface Branch {
  /** From the top: `1/01/registration`. */
  readonly path: string;
  count: number;
  readonly below: Map<string, Branch>;
}

/** The tree of categories with how many resources each holds; a category is a link to its resources. */
export function CategoryTree({ chosen }: { chosen: string }) {
  const t = useText();
  const { data } = useFacets('resources');
  const top = treeOf(data?.facets['category'] ?? {});
  return (
    <Panel title={texts.categories}>
      <nav aria-label={t(texts.categories)} className="std-tree">
        <Branches of={top} chosen={chosen} />
      </nav>
      <p className="mq-field-note">{t(texts.categoriesWhy)}</p>
    </Panel>
  );
}

function Branches({ of, chosen }: { of: Branch; chosen: string }) {
  const t = useText();
  const owners = useBranchTitles();
  return (
    <ul>
      {[...of.below].map(([code, branch]) => (
        <li key={branch.path}>
          <PageLink to={`/standards/resources?category=${branch.path}`} current={branch.path === chosen}>
            <code className="mq-mono">{code}</code> {t(titleOf(code, branch.path, owners))}
          </PageLink>{' '}
          <span className="mq-soft">{branch.count.toLocaleString('en')}</span>
          {branch.below.size > 0 && <Branches of={branch} chosen={chosen} />}
        </li>
      ))}
    </ul>
  );
}

/** What a category is called: its class by the guide, its subject by the branch; items have a number only. */
function titleOf(code: string, path: string, owners: Readonly<Record<string, Text>>): Text {
  const known = path.includes('/') ? owners[code] : categoryClassWords[code];
  return known ?? { zh: '', en: '' };
}

function treeOf(counts: Readonly<Record<string, number>>): Branch {
  const top: Branch = { path: '', count: 0, below: new Map() };
  for (const [category, count] of Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    let at = top;
    for (const code of category.split('/')) {
      const path = at.path === '' ? code : `${at.path}/${code}`;
      const next = at.below.get(code) ?? { path, count: 0, below: new Map() };
      next.count += count;
      at.below.set(code, next);
      at = next;
    }
  }
  return top;
}
