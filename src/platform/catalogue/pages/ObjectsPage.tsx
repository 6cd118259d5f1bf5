import { Input } from 'antd';
import { useState } from 'react';
import { DataTable, exportFrom, listFrom, Page, PageLink, Panel, useGo, useText, Waiting } from '#web/kit/index.ts'; // prettier-ignore
import type { ObjectClassRow, ObjectTree } from '../schema.ts';
import type { Words } from '#standards/declarations/index.ts';
import { nameColumn, searchFilter, titleColumn, usedFilter } from './columns.tsx';
import { cataloguePath, useObjectTree } from './data.ts';
import { ObjectElements } from './ObjectElements.tsx';
import { objectTexts } from './object-texts.ts';
import { standardsTexts as texts } from './texts.ts';
import './standards.css';

/** The standard at one glance: object classes as the tree that they are, and beside it as a list. */
export function ObjectsPage() {
  const tree = useObjectTree();
  return (
    <Page lead={texts.objectsLead}>
      <div className="mq-gap">
        {tree.data ? <Picture tree={tree.data} /> : <Waiting query={tree} />}
        <ObjectTable />
      </div>
    </Page>
  );
}

interface Card {
  /** Null for what elements name and nobody declared. */
  readonly name: string | null;
  readonly title: Words;
  readonly elements: number;
  /** Classes between it and its root, for its indent. */
  readonly depth: number;
}

interface Group {
  readonly title: Words;
  readonly cards: readonly Card[];
}

function Picture({ tree }: { tree: ObjectTree }) {
  const t = useText();
  const [typed, setTyped] = useState('');
  const wanted = typed.trim().toLowerCase();
  const groups = groupsOf(tree)
    .map(({ title, cards }) => ({ title, cards: cards.filter((card) => isLike(card, wanted)) }))
    .filter(({ cards }) => cards.length > 0);
  const cards = groups.flatMap((group) => group.cards);
  const most = Math.max(1, ...cards.map(({ elements }) => elements));
  const counted = { classes: cards.length, elements: cards.reduce((sum, { elements }) => sum + elements, 0) };
  return (
    <Panel
      title={t(texts.objectsCounted, counted)}
      extra={
        <Input
          allowClear
          aria-label={t(texts.filterObjects)}
          placeholder={t(texts.filterObjects)}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      }
    >
      {groups.map((group) => (
        <section key={group.title.zh} className="std-object-group">
          <h3>{t(group.title)}</h3>
          <ul className="std-objects">
            {group.cards.map((card) => (
              <ObjectCard key={card.title.zh} of={card} most={most} />
            ))}
          </ul>
        </section>
      ))}
    </Panel>
  );
}

function isLike({ title, name }: Card, wanted: string): boolean {
  return `${title.zh}\n${title.en}\n${name ?? ''}`.toLowerCase().includes(wanted);
}

/** A group for each root, its classes in the order of the tree; last what nobody declared. */
function groupsOf({ classes, undeclared }: ObjectTree): readonly Group[] {
  const children = Map.groupBy(classes, ({ partOf }) => partOf);
  const cardsOf = (one: ObjectTree['classes'][number], depth: number): readonly Card[] => {
    const { name, title, elements } = one;
    const deeper = (children.get(name) ?? []).flatMap((child) => cardsOf(child, depth + 1));
    return [{ name, title, elements, depth }, ...deeper];
  };
  const roots = (children.get(null) ?? []).map((root) => ({ title: root.title, cards: cardsOf(root, 0) }));
  const cards = undeclared.map((one) => ({ ...one, name: null, depth: 0 }));
  return cards.length === 0 ? roots : [...roots, { title: objectTexts.undeclaredObjects, cards }];
}

const deepest = 2; // indents that a phone has room for

function ObjectCard({ of: { name, title, elements, depth }, most }: { of: Card; most: number }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  return (
    <li className={open ? 'std-object-open' : ''}>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className={`std-object-title std-object-depth-${Math.min(depth, deepest)}`}>{t(title)}</span>
        <span className="mq-soft">{elements}</span>
        <span className="std-object-bar" style={{ width: `${(100 * elements) / most}%` }} />
      </button>
      {open && name !== null && (
        <p className="mq-field-note">
          <PageLink to={`/standards/objects/${name}`}>{t(objectTexts.aboutClass)}</PageLink>
        </p>
      )}
      {open && <ObjectElements of={title} />}
    </li>
  );
}

const path = `${cataloguePath}/object-classes`;

function ObjectTable() {
  const t = useText();
  const go = useGo();
  return (
    <DataTable<ObjectClassRow>
      id="standards-object-classes"
      title={objectTexts.objectClassList}
      source={listFrom(path)}
      rowKey={({ name }) => name}
      columns={[
        titleColumn(t, ({ name }) => `/standards/objects/${name}`),
        nameColumn(),
        { key: 'definition', title: texts.definition, render: ({ definition }) => t(definition) },
        {
          key: 'partOf',
          title: objectTexts.partOf,
          sort: 'partOf',
          render: ({ partOfTitle }) => partOfTitle && t(partOfTitle),
        },
        {
          key: 'synonyms',
          title: texts.synonyms,
          hidden: true,
          render: ({ synonyms }) => synonyms.join('、'),
        },
        { key: 'elements', title: objectTexts.elementCount, sort: 'elements', align: 'right' },
        { key: 'uses', title: texts.uses, sort: 'uses', align: 'right' },
      ]}
      filters={[searchFilter(objectTexts.searchObjectClasses), usedFilter]}
      onOpen={({ name }) => go(`/standards/objects/${name}`)}
      onExport={exportFrom(`${path}/export`)}
      empty={{ title: texts.nothingDeclared }}
    />
  );
}
