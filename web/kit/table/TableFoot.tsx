import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useText } from '../../core/language.ts';
import { texts } from '../texts.ts';
import { pageSizes, type TableState } from './table-state.ts';
import type { ListAnswer } from './table-types.ts';

/** Where in the list we are, and the way on: by cursor, so without page numbers to jump to. */
export function TableFoot<Row>({
  state,
  answer,
}: {
  state: TableState;
  answer: ListAnswer<Row> | undefined;
}) {
  const t = useText();
  const count = answer?.items.length ?? 0;
  const from = (state.page - 1) * state.query.limit + 1;
  const range = { from, to: from + count - 1, total: answer?.total ?? 0 };
  return (
    <div className="mq-table-foot">
      {count > 0 && (
        <span aria-live="polite">
          {t(answer?.total === undefined ? texts.pageRange : texts.pageRangeOf, range)}
        </span>
      )}
      <Select
        className="mq-no-print"
        aria-label={t(texts.rowsPerPage)}
        size="small"
        value={state.query.limit}
        onChange={state.setLimit}
        options={pageSizes.map((size) => ({ value: size, label: t(texts.perPage, { n: size }) }))}
      />
      <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
        <Button
          size="small"
          icon={<LeftOutlined />}
          disabled={state.page === 1}
          onClick={state.previous}
          aria-label={t(texts.previousPage)}
        />
        {t(texts.pageNumber, { page: state.page })}
        <Button
          size="small"
          icon={<RightOutlined />}
          disabled={!answer?.nextCursor}
          onClick={() => answer?.nextCursor && state.next(answer.nextCursor)}
          aria-label={t(texts.nextPage)}
        />
      </span>
    </div>
  );
}
