import { PlainTable, useText } from '#web/kit/index.ts';
import { registryTexts as texts } from '../texts.ts';
import { placeWords } from './place-words.ts';

export interface Difference {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Each place in which two contents differ, old beside new. */
export function Differences({ of, differences }: { of: string; differences: readonly Difference[] }) {
  const t = useText();
  if (differences.length === 0) return <p className="mq-soft">{t(texts.noDifference)}</p>;
  return (
    <PlainTable<Difference>
      caption={`${t(texts.differences)} ${of}`}
      rows={differences.flatMap(leavesOf)}
      rowKey={({ path }) => path}
      columns={[
        { title: texts.place, render: ({ path }) => <Place path={path} /> },
        { title: texts.before, render: ({ before }) => <Value value={before} mark="before" /> },
        { title: texts.after, render: ({ after }) => <Value value={after} mark="after" /> },
      ]}
    />
  );
}

/** A part that came or went as a whole is shown line by line, as a person would read it. */
function leavesOf({ path, before, after }: Difference): readonly Difference[] {
  const was = partsOf(before);
  const is = partsOf(after);
  if (was === undefined && is === undefined) return [{ path, before, after }];
  const keys = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
  return keys.flatMap((key) =>
    leavesOf({ path: path === '' ? key : `${path}.${key}`, before: was?.[key], after: is?.[key] }),
  );
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isParts = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isParts ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function Place({ path }: { path: string }) {
  const t = useText();
  const found = placeWords(path);
  if (!found) return <code className="registry-path">{path}</code>;
  return (
    <>
      {found.within !== '' && <code className="registry-path">{found.within} </code>}
      {t(found.words)}
    </>
  );
}

function Value({ value, mark }: { value: unknown; mark: 'before' | 'after' }) {
  if (value === null || value === undefined) return <span className="mq-soft">—</span>;
  const words = wordsOf(value);
  return mark === 'before' ? <del>{words}</del> : <ins>{words}</ins>;
}

/** A list of texts, of sets of fields, of codes: one line each. */
function wordsOf(value: unknown): string {
  if (!Array.isArray(value)) return typeof value === 'string' ? value : JSON.stringify(value);
  return value.map((item) => lineOf(item)).join('\n');
}

function lineOf(item: unknown): string {
  if (Array.isArray(item)) return item.join(' + ');
  const parts = partsOf(item);
  return parts ? Object.values(parts).map(String).join(' · ') : String(item);
}
