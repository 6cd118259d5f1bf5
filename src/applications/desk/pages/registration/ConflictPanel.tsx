import { Button, Radio } from 'antd';
import { useState } from 'react';
import {
  FieldValue,
  Panel,
  problemFrom,
  ProblemView,
  useText,
  type ApiProblem,
  type Values,
} from '#web/kit/index.ts';
import { fieldsIn, type DeclaredResource, type PlannedField } from '../desk-data.ts';
import { deskTexts } from '../texts.ts';
import { findConflicts, mergedChanges, type Conflict } from './changes.ts';

interface ConflictPanelProps {
  readonly resource: DeclaredResource;
  readonly before: Values;
  readonly theirs: Values;
  readonly mine: Values;
  readonly onSave: (values: Values) => Promise<void>;
}

/** Somebody else changed the record meanwhile: both changes side by side, and a choice where they clash. */
export function ConflictPanel({ resource, before, theirs, mine, onSave }: ConflictPanelProps) {
  const t = useText();
  const [keepTheirs, setKeepTheirs] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [busy, setBusy] = useState(false);
  const conflicts = findConflicts(before, theirs, mine);
  const choose = (name: string, whose: 'mine' | 'theirs') => {
    const next = new Set(keepTheirs);
    if (whose === 'theirs') next.add(name);
    else next.delete(name);
    setKeepTheirs(next);
  };
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    await onSave(mergedChanges(mine, keepTheirs)).catch((thrown: unknown) => setProblem(problemFrom(thrown)));
    setBusy(false);
  };
  return (
    <Panel title={deskTexts.conflictTitle}>
      <div className="mq-gap">
        <p>{t(deskTexts.conflictLead)}</p>
        {problem && <ProblemView problem={problem} />}
        <div className="desk-scroll" tabIndex={0} role="region" aria-label={t(deskTexts.conflictTitle)}>
          <table className="desk-compare">
            <thead>
              <tr>
                <th scope="col">{t(deskTexts.field)}</th>
                <th scope="col">{t(deskTexts.before)}</th>
                <th scope="col">{t(deskTexts.theirs)}</th>
                <th scope="col">{t(deskTexts.yours)}</th>
                <th scope="col">{t(deskTexts.keep)}</th>
              </tr>
            </thead>
            <tbody>
              {conflicts.map((conflict) => (
                <Row
                  key={conflict.name}
                  conflict={conflict}
                  field={fieldsIn(resource.plans).find((field) => field.name === conflict.name)}
                  whose={keepTheirs.has(conflict.name) ? 'theirs' : 'mine'}
                  onChoose={(whose) => choose(conflict.name, whose)}
                />
              ))}
            </tbody>
          </table>
        </div>
        <Button type="primary" loading={busy} onClick={() => void save()}>
          {t(deskTexts.saveMerged)}
        </Button>
      </div>
    </Panel>
  );
}

interface RowProps {
  readonly conflict: Conflict;
  readonly field: PlannedField | undefined;
  readonly whose: 'mine' | 'theirs';
  readonly onChoose: (whose: 'mine' | 'theirs') => void;
}

function Row({ conflict, field, whose, onChoose }: RowProps) {
  const t = useText();
  if (!field) return null;
  return (
    <tr>
      <th scope="row">{t(field.label)}</th>
      {[conflict.before, conflict.theirs, conflict.yours].map((value, place) => (
        <td key={place}>
          <CellValue field={field} value={value} />
        </td>
      ))}
      <td>
        {conflict.clash && (
          <Radio.Group
            aria-label={`${t(deskTexts.keep)}：${t(field.label)}`}
            value={whose}
            onChange={(event) => onChoose(event.target.value as 'mine' | 'theirs')}
            options={[
              { value: 'mine', label: t(deskTexts.keepYours) },
              { value: 'theirs', label: t(deskTexts.keepTheirs) },
            ]}
          />
        )}
      </td>
    </tr>
  );
}

/** A value, or for a reference that one is linked: its id says nothing to a reader. */
export function CellValue({ field, value }: { field: PlannedField; value: unknown }) {
  const t = useText();
  if (field.control === 'reference' && typeof value === 'string')
    return <>{t(deskTexts.linked, { resource: value.slice(-6) })}</>;
  return <FieldValue field={field} value={value} />;
}
