import { Page, exportFrom, listFromPost } from '#web/kit/index.ts';
import type { ListQuery, ListSource, TableFilter } from '#web/kit/index.ts';
import type { EntryRowWire, SettingsWire } from '../schema.ts';
import { EntryTable } from './EntryTable.tsx';
import { entryFilters, useSettings } from './oversight-data.ts';
import { texts } from './texts.ts';

const path = '/api/v1/ledger/entries/by-subject';
const ask = listFromPost<EntryRowWire>(path);
const save = exportFrom(`${path}/export`);

/** Nothing is asked before the auditor has said whose entries and why. */
const source: ListSource<EntryRowWire> = async (query, signal) => {
  const { citizenNumber, reason, reference } = query.filters;
  if (!citizenNumber && !reason && !reference) return { items: [], nextCursor: null };
  return ask(inCapitals(query), signal);
};

/** The check digit X may be typed small. The list has one order. */
function inCapitals({ sort: _sort, ...query }: ListQuery): ListQuery {
  const citizenNumber = (query.filters['citizenNumber'] ?? '').toUpperCase();
  return { ...query, filters: { ...query.filters, citizenNumber } };
}

/** The entries that concern one person, for a stated reason. */
export function PersonPage() {
  const settings = useSettings();
  return (
    <Page lead={texts.personLead}>
      <EntryTable
        id="ledger-person"
        source={source}
        filters={personFilters(settings)}
        sorted={false}
        onExport={(format, query, columns) => save(format, inCapitals(query), columns)}
        empty={{ title: texts.personEmpty, hint: texts.personEmptyHint }}
      />
    </Page>
  );
}

function personFilters(settings: SettingsWire | undefined): TableFilter[] {
  const reasons = (settings?.lookUp ?? []).map(({ code, zh, en }) => ({ value: code, label: { zh, en } }));
  const more = entryFilters(settings).filter(({ name }) => ['from', 'to', 'act', 'outcome'].includes(name));
  return [
    { name: 'citizenNumber', label: texts.citizenNumber, kind: 'text', private: true },
    { name: 'reason', label: texts.lookUpReason, kind: 'choice', options: reasons, private: true },
    { name: 'reference', label: texts.lookUpReference, kind: 'text', private: true },
    ...more,
  ];
}
