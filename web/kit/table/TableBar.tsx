import {
  DownloadOutlined,
  FilterOutlined,
  PrinterOutlined,
  ReloadOutlined,
  SettingOutlined,
} from '@ant-design/icons';
import { App, Button, Checkbox, Dropdown, Popover, Tooltip } from 'antd';
import { useState, type ReactNode } from 'react';
import { problemFrom } from '../../core/api.ts';
import { useText } from '../../core/language.ts';
import { texts } from '../texts.ts';
import type { useColumnChoice } from './column-choice.ts';
import type { ExportFormat, TableColumn } from './table-types.ts';

interface TableBarProps<Row> {
  readonly title: string;
  readonly toolbar: ReactNode;
  readonly views: ReactNode;
  readonly columns: readonly TableColumn<Row>[];
  readonly choice: ReturnType<typeof useColumnChoice<Row>>;
  readonly fetching: boolean;
  readonly filtersShown: boolean | undefined;
  readonly onFilters: () => void;
  readonly onRefresh: () => void;
  readonly onExport: ((format: ExportFormat) => Promise<string | void>) | undefined;
}

/** The toolbar above a table: the feature's own buttons, then filters, refresh, columns, export, print. */
export function TableBar<Row>(props: TableBarProps<Row>) {
  const t = useText();
  const { title, toolbar, columns, choice, onExport } = props;
  return (
    <div className="mq-table-bar">
      <h2>{title}</h2>
      {toolbar}
      {props.filtersShown !== undefined && (
        <Button icon={<FilterOutlined />} onClick={props.onFilters} aria-expanded={props.filtersShown}>
          {t(props.filtersShown ? texts.hideFilters : texts.showFilters)}
        </Button>
      )}
      {onExport && <ExportButton onExport={onExport} />}
      <span className="mq-table-icons">
        <Tooltip title={t(texts.refresh)}>
          <Button
            icon={<ReloadOutlined />}
            loading={props.fetching}
            onClick={props.onRefresh}
            aria-label={t(texts.refresh)}
          />
        </Tooltip>
        {props.views}
        <Popover
          trigger="click"
          placement="bottomRight"
          title={t(texts.columns)}
          content={<ColumnChoice columns={columns} choice={choice} />}
        >
          <Button icon={<SettingOutlined />} aria-label={t(texts.columns)} title={t(texts.columns)} />
        </Popover>
        <Tooltip title={t(texts.print)}>
          <Button icon={<PrinterOutlined />} onClick={() => globalThis.print()} aria-label={t(texts.print)} />
        </Tooltip>
      </span>
    </div>
  );
}

function ExportButton({ onExport }: { onExport: (format: ExportFormat) => Promise<string | void> }) {
  const t = useText();
  const { message, modal } = App.useApp();
  const [busy, setBusy] = useState(false);
  const run = async (format: ExportFormat) => {
    setBusy(true);
    try {
      const name = await onExport(format);
      if (name) message.success(t(texts.exportDone, { name }));
    } catch (thrown) {
      const problem = problemFrom(thrown);
      modal.error({
        title: problem.detail ?? problem.title,
        content: problem.action,
        okText: t(texts.close),
      });
    } finally {
      setBusy(false);
    }
  };
  const items = [
    { key: 'xlsx', label: t(texts.exportExcel) },
    { key: 'csv', label: t(texts.exportCsv) },
  ];
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => void run(key as ExportFormat) }}>
      <Button icon={<DownloadOutlined />} loading={busy}>
        {t(texts.export)}
      </Button>
    </Dropdown>
  );
}

function ColumnChoice<Row>({ columns, choice }: Pick<TableBarProps<Row>, 'columns' | 'choice'>) {
  const t = useText();
  return (
    <div style={{ display: 'grid', gap: 8, minWidth: 160 }}>
      {columns.map(({ key, title }) => (
        <Checkbox
          key={key}
          checked={choice.chosen.includes(key)}
          onChange={(event) =>
            choice.choose(
              columns
                .map((column) => column.key)
                .filter((other) => (other === key ? event.target.checked : choice.chosen.includes(other))),
            )
          }
        >
          {t(title)}
        </Checkbox>
      ))}
      <Button size="small" onClick={choice.reset}>
        {t(texts.columnsReset)}
      </Button>
    </div>
  );
}
