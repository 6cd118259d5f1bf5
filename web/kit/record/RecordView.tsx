import { EyeInvisibleOutlined } from '@ant-design/icons';
import { nowMs } from '../../core/clock.ts';
import { useLanguage, useText } from '../../core/language.ts';
import { plainText } from '../../core/plain-text.ts';
import { useSessionState } from '../../core/session.ts';
import { formatAge, formatInstant } from '../../core/time.ts';
import { BranchName } from '../BranchName.tsx';
import { CodeLabel } from '../CodeLabel.tsx';
import { isBlank } from '../form/check-field.ts';
import { Why } from '../form/FieldFrame.tsx';
import type { FormField, FormPlan, Values } from '../plans.ts';
import { texts } from '../texts.ts';
import { When } from '../When.tsx';

/** A record as the door answers it. */
export interface RecordAnswer {
  readonly id: string;
  readonly version?: number;
  readonly values: Values;
  readonly masked: readonly string[];
  readonly source: { readonly agency: string; readonly branch?: string; readonly recordedAt: string };
}

interface RecordViewProps {
  readonly plan: FormPlan;
  readonly record: RecordAnswer;
  /** Names of fields that the purpose does not cover. */
  readonly withheld?: readonly string[];
  /** The owner's name for its code; by default this node's own agency is named, another shows its code. */
  readonly agencyName?: string;
}

/** A record read: labels, code labels, masked values that say why, what was withheld, source and age. */
export function RecordView({ plan, record, withheld = [], agencyName }: RecordViewProps) {
  const t = useText();
  const language = useLanguage();
  const { recordedAt, agency, branch } = record.source;
  const name = useOwnAgencyName(agency);
  const shownName = agencyName ?? name;
  const params = { at: formatInstant(recordedAt), age: formatAge(recordedAt, nowMs(), language) };
  return (
    <div className="mq-card">
      {plan.groups.map((group) => {
        const fields = group.fields.filter((field) => field.name in record.values);
        if (fields.length === 0) return null;
        return (
          <section key={group.title.zh}>
            <div className="mq-card-head">
              <h2>{t(group.title)}</h2>
            </div>
            <dl className="mq-facts mq-card-body">
              {fields.map((field) => (
                <Fact
                  key={field.name}
                  field={field}
                  value={record.values[field.name]}
                  masked={record.masked.includes(field.name)}
                />
              ))}
            </dl>
          </section>
        );
      })}
      <div className="mq-source">
        <span>
          {t(texts.source)}
          {shownName ?? <span className="mq-mono">{agency}</span>}
          {branch && (
            <>
              {' · '}
              <BranchName branch={branch} />
            </>
          )}
          {shownName && <span className="mq-soft mq-mono"> {agency}</span>}
        </span>
        <span>{t(texts.recordedAt, params)}</span>
        {withheld.length > 0 && <Withheld plan={plan} names={withheld} />}
      </div>
    </div>
  );
}

/** The name of the agency, when it is the one that this node answers for. */
function useOwnAgencyName(code: string): string | undefined {
  const t = useText();
  const state = useSessionState();
  const own = state.status === 'signed-in' ? state.session.agency : undefined;
  return own?.code === code ? t(own.name) : undefined;
}

function Fact({ field, value, masked }: { field: FormField; value: unknown; masked: boolean }) {
  const t = useText();
  return (
    <div>
      <dt>{t(field.label)}</dt>
      <dd>
        <FieldValue field={field} value={value} />
        {masked && <Why title={t(texts.masked)} text={t(texts.maskedWhy)} icon={<EyeInvisibleOutlined />} />}
      </dd>
    </div>
  );
}

/** One value as its field declares: code labels, yes or no, numbers in fixed width, a dash in words for none. */
export function FieldValue({ field, value }: { field: FormField; value: unknown }) {
  const t = useText();
  if (isBlank(value)) return <span className="mq-soft">{t(texts.noValue)}</span>;
  if (typeof value === 'boolean') return <>{t(value ? texts.yes : texts.no)}</>;
  if (field.codeList && (typeof value === 'string' || Array.isArray(value))) {
    return (
      <CodeLabel list={field.codeList} code={value as string | readonly string[]} options={field.options} />
    );
  }
  if (typeof value === 'object') return <>{labelIn(value as Record<string, unknown>)}</>;
  if (field.control === 'datetime' && typeof value === 'string') return <When at={value} />;
  const fixedWidth = field.identifier || field.control === 'number' || field.control === 'date';
  return <span className={fixedWidth ? 'mq-mono' : ''}>{plainText(value)}</span>;
}

function Withheld({ plan, names }: { plan: FormPlan; names: readonly string[] }) {
  const t = useText();
  const language = useLanguage();
  const fields = plan.groups.flatMap((group) => group.fields);
  const labels = names.map((name) => {
    const field = fields.find((candidate) => candidate.name === name);
    return field ? t(field.label) : name;
  });
  return (
    <span>
      {t(texts.withheldList, { names: labels.join(language === 'zh' ? '、' : ', ') })}
      <Why title={t(texts.withheld)} text={t(texts.withheldWhy)} icon={<EyeInvisibleOutlined />} />
    </span>
  );
}

/** What stands for a record referred to: the label that the server gives with it, or its key. */
function labelIn(value: Record<string, unknown>): string {
  return plainText(value['label'] ?? value['name'] ?? value['key'] ?? value['id']);
}
