import { Button, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import {
  api,
  Empty,
  FieldValue,
  RecordForm,
  usePurpose,
  useText,
  type FieldControlComponent,
  type FieldControlProps,
  type RecordAnswer,
} from '#web/kit/index.ts';
import { fieldsIn, useResource, type DeclaredResource, type DoorAnswer } from '../desk-data.ts';
import { stringsOf } from '../look-up/use-look-up.ts';
import { deskTexts } from '../texts.ts';

/** Fields that tell one record from another in a choice. */
const fieldsInChoice = 4;

/** A reference: found by the other record's own key under the purpose in force, never typed as an id. */
export function ReferenceControl(props: FieldControlProps) {
  const { id, field, value, onChange, invalid, describedBy, disabled } = props;
  const t = useText();
  const { data: target } = useResource(field.refers);
  const [finding, setFinding] = useState(false);
  const [label, setLabel] = useState<{ id: string; text: string } | undefined>();
  const resource = target ? t(target.title) : '';
  const held = typeof value === 'string' && value !== '';
  const text = held
    ? label?.id === value
      ? label.text
      : t(deskTexts.linked, { resource })
    : t(deskTexts.notLinked);
  return (
    <div className="desk-reference">
      <span className={held ? '' : 'mq-soft'}>{text}</span>
      <Button
        id={id}
        size="small"
        disabled={disabled || !target}
        aria-invalid={invalid}
        aria-label={`${t(field.label)}：${t(deskTexts.find)}`}
        {...(describedBy ? { 'aria-describedby': describedBy } : {})}
        onClick={() => setFinding(true)}
      >
        {t(deskTexts.find)}
      </Button>
      {held && !field.required && (
        <Button
          size="small"
          disabled={disabled}
          aria-label={`${t(field.label)}：${t(deskTexts.unlink)}`}
          onClick={() => onChange(undefined)}
        >
          {t(deskTexts.unlink)}
        </Button>
      )}
      {target && finding && (
        <Finder
          target={target}
          onClose={() => setFinding(false)}
          onChoose={(record, words) => {
            setLabel({ id: record.id, text: words });
            onChange(record.id);
            setFinding(false);
          }}
        />
      )}
    </div>
  );
}

interface FinderProps {
  readonly target: DeclaredResource;
  readonly onClose: () => void;
  readonly onChoose: (record: RecordAnswer, label: string) => void;
}

function Finder({ target, onClose, onChoose }: FinderProps) {
  const t = useText();
  const { reference } = usePurpose();
  const { keys } = target.plans.search;
  const [name, setName] = useState(keys[0]?.name);
  const [answer, setAnswer] = useState<DoorAnswer | undefined>();
  const key = keys.find((each) => each.name === name) ?? keys[0];
  if (!key) return null;
  const search = async (values: Readonly<Record<string, unknown>>) => {
    const body = { by: stringsOf(values), purpose: reference };
    setAnswer(await api.post<DoorAnswer>(`/api/v1/resources/${target.name}/search`, body));
  };
  return (
    <Modal
      open
      title={t(deskTexts.findTarget, { resource: t(target.title) })}
      footer={null}
      onCancel={onClose}
    >
      {/* A dialog is inside the outer form for React: its own submit must not send that form too. */}
      <div className="mq-gap" onSubmit={(event) => event.stopPropagation()}>
        {keys.length > 1 && (
          <Radio.Group
            aria-label={t(deskTexts.by)}
            value={key.name}
            onChange={(event) => setName(event.target.value as string)}
            options={keys.map((each) => ({ value: each.name, label: t(each.title) }))}
          />
        )}
        <RecordForm
          key={key.name}
          form={`find.${target.name}.${key.name}`}
          plan={{ groups: [{ title: target.title, fields: key.inputs }] }}
          submitLabel={deskTexts.find}
          onSubmit={search}
        />
        {answer?.records.length === 0 && (
          <Empty title={t(deskTexts.nothingFound)} hint={t(deskTexts.nothingFoundHint)} />
        )}
        <ul className="desk-list">
          {answer?.records.map((record) => (
            <Choice key={record.id} target={target} record={record} onChoose={onChoose} />
          ))}
        </ul>
      </div>
    </Modal>
  );
}

interface ChoiceProps {
  readonly target: DeclaredResource;
  readonly record: RecordAnswer;
  readonly onChoose: FinderProps['onChoose'];
}

function Choice({ target, record, onChoose }: ChoiceProps) {
  const t = useText();
  const fields = fieldsIn(target.plans)
    .filter((field) => field.control !== 'reference' && field.name in record.values)
    .slice(0, fieldsInChoice);
  const named = fields.find((field) => /name|street/i.test(field.name)) ?? fields[0];
  const value = named && record.values[named.name];
  const label = typeof value === 'string' ? value : '';
  return (
    <li className="desk-line">
      {fields.map((field) => (
        <span key={field.name}>
          <FieldValue field={field} value={record.values[field.name]} />
        </span>
      ))}
      <Button
        size="small"
        type="primary"
        onClick={() => onChoose(record, label)}
        aria-label={`${t(deskTexts.choose)} ${label}`}
      >
        {t(deskTexts.choose)}
      </Button>
    </li>
  );
}

/** What is masked is not shown again in a form: its place says what is recorded, and stays empty to keep it. */
function maskedControl(masked: unknown) {
  return function MaskedControl({
    id,
    value,
    onChange,
    onBlur,
    invalid,
    describedBy,
    disabled,
  }: FieldControlProps) {
    const t = useText();
    return (
      <Input
        id={id}
        autoComplete="off"
        value={(value as string | undefined) ?? ''}
        placeholder={t(deskTexts.keptBlank, { value: typeof masked === 'string' ? masked : '' })}
        disabled={disabled}
        onBlur={onBlur}
        onChange={(event) => onChange(event.target.value)}
        {...(invalid ? { status: 'error' as const, 'aria-invalid': true } : {})}
        {...(describedBy ? { 'aria-describedby': describedBy } : {})}
      />
    );
  };
}

/** The controls of the masked fields of a record. Make them once: a new component would lose what is typed. */
export function maskedControls(record: RecordAnswer): Record<string, FieldControlComponent> {
  return Object.fromEntries(record.masked.map((name) => [name, maskedControl(record.values[name])]));
}

/** The control of each reference of a form. */
export function referenceControls(resource: DeclaredResource): Record<string, FieldControlComponent> {
  const references = fieldsIn(resource.plans).filter((field) => field.control === 'reference');
  return Object.fromEntries(references.map((field) => [field.name, ReferenceControl]));
}
