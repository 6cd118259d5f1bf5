import { codesOn, dayInChina, deepFreeze } from '../declarations/index.ts';
import type { Condition, DataElement, Field, Mask, Pack, Resource, Words } from '../declarations/index.ts';
import { elementOf } from './table.ts';
import { isWhole } from './validator.ts';

export type Control =
  | 'text'
  | 'number'
  | 'date'
  | 'datetime'
  | 'time'
  | 'code'
  | 'codes'
  | 'reference'
  | 'boolean'
  | 'textarea'
  | 'file';

/** One question of a form. Keys that don't apply are absent, so that the kit's smaller type fits. */
export interface FormField {
  readonly name: string;
  readonly label: Words;
  readonly control: Control;
  readonly required?: true;
  /** Identifies the record: asked when it is created, shown but not asked when it is changed. */
  readonly key?: true;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly scale?: number;
  readonly unit?: Words;
  readonly codeList?: string;
  /** The values in force, of lists short enough to travel with the form; of longer ones the page asks. */
  readonly options?: readonly CodeOption[];
  readonly identifier?: string;
  readonly refers?: string;
  readonly sealed?: true;
  readonly mask?: Mask;
  /** Shown only when the other field has one of these values. */
  readonly when?: Condition;
  /** Why it is asked. */
  readonly hint?: Words;
}

export interface CodeOption {
  readonly code: string;
  readonly label: Words;
  readonly initials?: string;
}

export interface FormGroup {
  readonly name: string;
  readonly title: Words;
  readonly fields: readonly FormField[];
}

export interface FormPlan {
  readonly resource: string;
  readonly title: Words;
  readonly groups: readonly FormGroup[];
}

/** Longest code list that travels with a form. */
export const maxOptions = 100;
/** Texts longer than this are asked in a box of several lines. */
const longTextLength = 200;

/** The form of a resource: its groups in the order declared, then the fields without a group. */
export function planForm(resource: Resource, pack: Pack, at: Date): FormPlan {
  const on = dayInChina(at);
  const fieldsOf = (group: string | null) =>
    resource.fields.filter((field) => field.group === group).map((field) => formField(field, pack, on));
  const loose = fieldsOf(null);
  const groups = resource.groups.map(({ name, title }) => ({ name, title, fields: fieldsOf(name) }));
  const all = [
    ...groups,
    {
      name: 'other',
      title: groups.length === 0 ? resource.title : { zh: '其他', en: 'Other' },
      fields: loose,
    },
  ];
  return deepFreeze({
    resource: resource.name,
    title: resource.title,
    groups: all.filter(({ fields }) => fields.length > 0),
  });
}

export function formField(field: Field, pack: Pack, on: string): FormField {
  return {
    name: field.name,
    label: field.title,
    ...(field.refers === null
      ? answer(field, elementOf(field, pack), pack, on)
      : { control: 'reference' as const, refers: field.refers }),
    ...(field.required ? { required: true as const } : {}),
    ...(field.key ? { key: true as const } : {}),
    ...(field.sealed ? { sealed: true as const } : {}),
    ...(field.mask === null ? {} : { mask: field.mask }),
    ...(field.when === null ? {} : { when: field.when }),
    ...(field.why === null ? {} : { hint: field.why }),
  };
}

type Answer = Omit<FormField, 'name' | 'label'>;

function answer(field: Field, element: DataElement, pack: Pack, on: string): Answer {
  const { format, domain, unit } = element;
  const units = unit === null ? {} : { unit };
  switch (format.kind) {
    case 'text':
      return { ...textAnswer(field, element, pack, on), ...units };
    case 'number':
      return {
        control: 'number',
        scale: isWhole(format) ? 0 : format.scale,
        ...(domain.minimum === null ? {} : { minimum: domain.minimum }),
        ...(domain.maximum === null ? {} : { maximum: domain.maximum }),
        ...units,
      };
    case 'date':
      return format.precision === 'day'
        ? { control: 'date' }
        : { control: 'text', maxLength: format.precision === 'year' ? 4 : 7 };
    case 'binary':
      return { control: 'file' };
    default:
      return { control: format.kind };
  }
}

function textAnswer(field: Field, { format, domain }: DataElement, pack: Pack, on: string): Answer {
  const max = format.kind === 'text' ? format.max : null;
  const memo = format.kind === 'text' && format.memo;
  const length = max === null ? {} : { maxLength: max };
  const identifier = domain.rule === null ? {} : { identifier: domain.rule };
  if (domain.codes === null) {
    const long = memo || max === null || max > longTextLength;
    return { control: long ? 'textarea' : 'text', ...length, ...identifier };
  }
  const options = optionsOf(domain.codes, pack, on);
  const control = field.many ? 'codes' : 'code';
  return { control, codeList: domain.codes, ...(options === null ? {} : { options }) };
}

function optionsOf(name: string, pack: Pack, on: string): readonly CodeOption[] | null {
  const list = pack.codeLists.get(name);
  if (list === undefined || list.values.length > maxOptions) return null;
  return codesOn(list, on).map(({ code, zh, en, pinyin }) => ({
    code,
    label: { zh, en },
    ...(pinyin === null ? {} : { initials: pinyin }),
  }));
}
