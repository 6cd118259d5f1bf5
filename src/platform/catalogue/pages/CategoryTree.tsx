import { useState } from 'react';
import { PageLink, Panel, TreeToggle, useBranchTitles, useText, type Text } from '#web/kit/index.ts';
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

/** A tree of more terms than this opens with its first level alone: each term drawn takes time. */
const mostDrawn = 200;

/** The tree of categories with how many resources each holds; a category is a link to its resources. */
export function CategoryTree({ chosen }: { chosen: string }) {
  const t = useText();
  const { data } = useFacets('resources');
  const top = treeOf(data?.facets['category'] ?? {});
  return (
    <Panel title={texts.categories}>
      <nav aria-label={t(texts.categories)} className="std-tree">
        <Branches of={top} chosen={chosen} whole={termsOf(top) <= mostDrawn} />
      </nav>
      <p className="mq-field-note">{t(texts.categoriesWhy)}</p>
    </Panel>
  );
}

interface Shown {
  readonly chosen: string;
  /** Whether all branches begin open; otherwise only those that the chosen one stands in. */
  readonly whole: boolean;
}

function Branches({ of, ...shown }: Shown & { of: Branch }) {
  return (
    <ul>
      {[...of.below].map(([code, branch]) => (
        <Term key={branch.path} code={code} branch={branch} {...shown} />
      ))}
    </ul>
  );
}

function Term({ code, branch, chosen, whole }: Shown & { code: string; branch: Branch }) {
  const t = useText();
  const owners = useBranchTitles();
  const [open, setOpen] = useState(whole || `${chosen}/`.startsWith(`${branch.path}/`));
  const title = t(titleOf(code, branch.path, owners));
  return (
    <li>
      {!whole && branch.below.size > 0 && (
        <TreeToggle
          open={open}
          label={`${t(texts.below)} ${code} ${title}`}
          onToggle={() => setOpen(!open)}
        />
      )}
      <PageLink to={`/standards/resources?category=${branch.path}`} current={branch.path === chosen}>
        <code className="mq-mono">{code}</code> {title}
      </PageLink>{' '}
      <span className="mq-soft">{branch.count.toLocaleString('en')}</span>
      {open && branch.below.size > 0 && <Branches of={branch} chosen={chosen} whole={whole} />}
    </li>
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

function termsOf({ below }: Branch): number {
  return [...below.values()].reduce((sum, one) => sum + 1 + termsOf(one), 0);
}
