import { Button } from 'antd';
import { useState } from 'react';
import { callForFile, problemFrom, saveFile, usePurpose, useText, type ApiProblem } from '#web/kit/index.ts';
import { deskTexts } from '../texts.ts';
import type { FurtherLookUp } from './further.ts';
import { RefusalHelp } from './RefusalHelp.tsx';

interface ListFootProps {
  readonly step: FurtherLookUp;
  readonly hasMore: boolean;
  readonly onMore: () => Promise<void>;
}

/** Below a list: its next page, and the list as a file. Each is an access of its own, within the budgets. */
export function ListFoot({ step, hasMore, onMore }: ListFootProps) {
  const t = useText();
  const { reference } = usePurpose();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const { ask, resource } = step;
  if (ask.how !== 'list') return null;
  const save = async (format: 'xlsx' | 'csv') => {
    setProblem(undefined);
    try {
      const body = { by: ask.by, format, purpose: reference };
      saveFile(await callForFile('POST', `/api/v1/resources/${resource.name}/export`, { body }));
    } catch (thrown) {
      setProblem(problemFrom(thrown));
    }
  };
  return (
    <div className="mq-gap">
      {problem && <RefusalHelp problem={problem} />}
      <div className="desk-acts mq-no-print">
        {hasMore && <Button onClick={() => void onMore()}>{t(deskTexts.more)}</Button>}
        <Button onClick={() => void save('xlsx')}>{t(deskTexts.exportExcel)}</Button>
        <Button onClick={() => void save('csv')}>{t(deskTexts.exportCsv)}</Button>
      </div>
    </div>
  );
}
