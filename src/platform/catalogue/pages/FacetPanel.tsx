import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useText, useUrlState, type TableFilter, type Text } from '#web/kit/index.ts';
import { useFacets } from './data.ts';
import './standards.css';

const texts = {
  facets: { zh: '按内容缩小范围', en: 'Narrow it down' },
  dropFacet: { zh: '取消“{label}”', en: 'Take back “{label}”' },
  clearFacets: { zh: '全部清除', en: 'Clear all' },
  fitting: { zh: '符合的共 {n} 项', en: '{n} fit' },
} as const satisfies Record<string, Text>;

const mostValues = 12; // of one filter: what is rarer is found in the filter itself

/** Beside the filters of a list: how many each further value would leave, narrowing on a click; what is chosen, to be taken back. */
export function FacetPanel({
  kind,
  filters,
}: {
  kind: 'elements' | 'resources';
  filters: readonly TableFilter[];
}) {
  const t = useText();
  const [url, change] = useUrlState();
  const question = Object.fromEntries(filters.flatMap(({ name }) => (url[name] ? [[name, url[name]]] : [])));
  const { data } = useFacets(kind, question);
  if (!data) return null;
  const choices = filters.filter(({ name }) => Object.keys(data.facets[name] ?? {}).length > 0);
  const chosen = filters.filter(({ name }) => question[name]);
  const without = (names: readonly TableFilter[]) =>
    change(Object.fromEntries(names.map(({ name }) => [name, undefined])));
  return (
    <nav className="std-facets mq-no-print" aria-label={t(texts.facets)}>
      {chosen.length > 0 && (
        <div className="std-chips">
          {chosen.map((filter) => (
            <Button
              key={filter.name}
              size="small"
              aria-label={t(texts.dropFacet, { label: labelOf(filter, question[filter.name] ?? '', t) })}
              onClick={() => without([filter])}
            >
              {labelOf(filter, question[filter.name] ?? '', t)} <CloseOutlined aria-hidden="true" />
            </Button>
          ))}
          <Button size="small" type="link" onClick={() => without(chosen)}>
            {t(texts.clearFacets)}
          </Button>
          <span className="mq-soft">{t(texts.fitting, { n: data.total.toLocaleString('en') })}</span>
        </div>
      )}
      <dl className="std-facet-list">
        {choices.map((filter) => (
          <div key={filter.name}>
            <dt>{t(filter.label)}</dt>
            <dd>
              {mostFirst(data.facets[filter.name] ?? {}).map(([value, count]) => (
                <button
                  key={value}
                  type="button"
                  className="std-facet"
                  aria-pressed={question[filter.name] === value}
                  onClick={() =>
                    change({ [filter.name]: question[filter.name] === value ? undefined : value })
                  }
                >
                  {labelOf(filter, value, t)} <span>{count.toLocaleString('en')}</span>
                </button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </nav>
  );
}

function labelOf({ options }: TableFilter, value: string, t: ReturnType<typeof useText>): string {
  const option = options?.find((one) => one.value === value);
  return option ? t(option.label) : value;
}

function mostFirst(counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, mostValues);
}
