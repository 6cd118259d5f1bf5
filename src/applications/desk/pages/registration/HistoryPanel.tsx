import { Button, DatePicker } from 'antd';
import type dayjs from 'dayjs';
import { useId, useState } from 'react';
import { api, Empty, Panel, problemFrom, StatusTag, useText, When, type ApiProblem, type PurposeReference, type RecordAnswer } from '#web/kit/index.ts'; // prettier-ignore
import { fieldsIn, type DeclaredResource, type DoorAnswer } from '../desk-data.ts';
import { Receipt } from '../look-up/Receipt.tsx';
import { RefusalHelp } from '../look-up/RefusalHelp.tsx';
import { deskTexts } from '../texts.ts';
import { isSame } from './changes.ts';
import { CellValue } from './ConflictPanel.tsx';
import type { ReadRecord } from './RecordPage.tsx';

interface Version extends RecordAnswer {
  readonly superseded?: { readonly at: string; readonly act: string; readonly reason: string | null };
}

interface HistoryPanelProps {
  readonly resource: DeclaredResource;
  readonly read: ReadRecord;
  readonly purpose: PurposeReference;
}

/** Versions of a record: all of them with what each changed, or the one that was known on a day. */
export function HistoryPanel({ resource, read, purpose }: HistoryPanelProps) {
  const t = useText();
  const id = useId();
  const [on, setOn] = useState<dayjs.Dayjs | null>(null);
  const [answer, setAnswer] = useState<DoorAnswer | undefined>();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [busy, setBusy] = useState(false);
  const show = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const path = `/api/v1/resources/${resource.name}/records/${read.record.id}/history`;
      setAnswer(await api.get<DoorAnswer>(path, { purpose, query: { asKnownOn: instantOf(on) } }));
    } catch (thrown) {
      setProblem(problemFrom(thrown));
    } finally {
      setBusy(false);
    }
  };
  const versions = [...((answer?.records ?? []) as readonly Version[])].sort(
    (a, b) => (b.version ?? 0) - (a.version ?? 0),
  );
  return (
    <div className="mq-gap">
      <p className="mq-soft">{t(deskTexts.historyLead)}</p>
      <div className="desk-line">
        <label htmlFor={id}>{t(deskTexts.asKnownOn)}</label>
        <DatePicker id={id} showTime value={on} onChange={setOn} placeholder={t(deskTexts.allVersions)} />
        <Button type="primary" loading={busy} onClick={() => void show()}>
          {t(deskTexts.showHistory)}
        </Button>
      </div>
      {problem && <RefusalHelp problem={problem} />}
      {answer && versions.length === 0 && <Empty title={t(deskTexts.nothingFound)} />}
      {versions.map((version, place) => (
        <VersionPanel
          key={version.version}
          resource={resource}
          version={version}
          before={versions[place + 1]}
        />
      ))}
      {answer && <Receipt id={answer.receipt} personal={resource.personal} />}
    </div>
  );
}

/** The picker shows the state's clock wherever it is read (UTC+8, no summer time). */
function instantOf(on: dayjs.Dayjs | null): string | undefined {
  return on ? new Date(`${on.format('YYYY-MM-DDTHH:mm:ss')}+08:00`).toISOString() : undefined;
}

interface VersionPanelProps {
  readonly resource: DeclaredResource;
  readonly version: Version;
  readonly before: Version | undefined;
}

function VersionPanel({ resource, version, before }: VersionPanelProps) {
  const t = useText();
  const fields = fieldsIn(resource.plans).filter((field) => field.name in version.values);
  const { superseded } = version;
  return (
    <Panel
      title={t(deskTexts.version, { version: version.version ?? 0 })}
      extra={
        superseded ? (
          <span className="mq-soft">
            {t(deskTexts.supersededAt)} <When at={superseded.at} /> {superseded.reason}
          </span>
        ) : (
          <StatusTag tone="good">{t(deskTexts.current)}</StatusTag>
        )
      }
    >
      <p className="mq-soft">
        <When at={version.source.recordedAt} age />
      </p>
      <dl className="mq-facts">
        {fields.map((field) => {
          const value = version.values[field.name];
          const changed = before && !isSame(before.values[field.name], value);
          return (
            <div key={field.name}>
              <dt>{t(field.label)}</dt>
              <dd>
                {changed ? (
                  <mark className="desk-changed">
                    <CellValue field={field} value={value} />
                  </mark>
                ) : (
                  <CellValue field={field} value={value} />
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </Panel>
  );
}
