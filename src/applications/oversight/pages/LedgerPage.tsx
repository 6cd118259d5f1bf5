import { App, Button } from 'antd';
import {
  Page,
  callForFile,
  exportFrom,
  listFrom,
  problemFrom,
  saveFile,
  useText,
  useUrlState,
} from '#web/kit/index.ts';
import type { EntryRowWire } from '../schema.ts';
import { EntryTable } from './EntryTable.tsx';
import { entryFilters, useSettings } from './oversight-data.ts';
import { texts } from './texts.ts';

const exportPath = '/api/v1/ledger/entries/export';

/** The ledger, as auditors read it. */
export function LedgerPage() {
  const settings = useSettings();
  const filters = entryFilters(settings);
  return (
    <Page lead={texts.ledgerLead}>
      <EntryTable
        id="ledger"
        source={listFrom<EntryRowWire>('/api/v1/ledger/entries')}
        filters={filters}
        sorted
        empty={{ title: texts.none, hint: texts.noneHint }}
        toolbar={<ExportProofs names={filters.map(({ name }) => name)} />}
        onExport={exportFrom(exportPath)}
      />
    </Page>
  );
}

/** The same entries as lines that `minqiao verify` checks without this node. */
function ExportProofs({ names }: { names: readonly string[] }) {
  const t = useText();
  const { message } = App.useApp();
  const [url] = useUrlState();
  const save = async () => {
    const chosen = names.flatMap((name) => (url[name] ? [[name, url[name]] as const] : []));
    const body = { format: 'jsonl', ...Object.fromEntries(chosen) };
    try {
      const name = saveFile(await callForFile('POST', exportPath, { body }));
      message.success(t(texts.exported, { name }));
    } catch (thrown) {
      message.error(problemFrom(thrown).detail ?? problemFrom(thrown).title);
    }
  };
  return <Button onClick={() => void save()}>{t(texts.exportProofs)}</Button>;
}
