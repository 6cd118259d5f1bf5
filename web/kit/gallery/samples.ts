import { nowMs } from '../../core/clock.ts';
import type { Text } from '../../core/text.ts';
import type { CodeList, FormPlan, ListAnswer, ListQuery, Tone, Values } from '../index.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly tone: Tone;
  readonly state: Text;
  readonly at: string;
  readonly count: number;
}

const states: readonly (readonly [Tone, Text])[] = [
  ['good', { zh: '在职', en: 'In post' }],
  ['warn', { zh: '待审核', en: 'To be reviewed' }],
  ['bad', { zh: '已停用', en: 'Suspended' }],
  ['neutral', { zh: '已退休', en: 'Retired' }],
];

export const people: readonly Person[] = Array.from({ length: 26 }, (_, index) => {
  const [tone, state] = states[index % states.length] ?? ['good' as const, { zh: '', en: '' }];
  return {
    id: String(index),
    name: `示例${'甲乙丙丁戊'[index % 5]}`,
    unit: '示例市公安局桥东分局河滨派出所',
    tone,
    state,
    at: new Date(nowMs() - index * 7.3e6).toISOString(),
    count: 1000 - index * 37,
  };
});

export async function ask(query: ListQuery): Promise<ListAnswer<Person>> {
  const from = Number(query.cursor ?? 0);
  const end = from + query.limit;
  return {
    items: people.slice(from, end),
    nextCursor: end < people.length ? String(end) : null,
    total: people.length,
  };
}

const code = (value: string, zh: string, en: string, initials: string) => ({
  code: value,
  label: { zh, en },
  initials,
});

export const codeLists: Readonly<Record<string, CodeList>> = {
  sex: { whole: true, items: [code('1', '男', 'Male', 'n'), code('2', '女', 'Female', 'n')] },
  status: { whole: true, items: [code('1', '正常', 'Normal', 'zc'), code('9', '注销', 'Closed', 'zx')] },
};

export const personPlan: FormPlan = {
  groups: [
    {
      title: { zh: '基本信息', en: 'Basics' },
      fields: [
        {
          name: 'citizenNumber',
          label: { zh: '公民身份号码', en: 'Citizen number' },
          control: 'text',
          required: true,
          identifier: 'citizen_id',
          maxLength: 18,
          hint: { zh: '据此核对身份，不用于查找。', en: 'Used to confirm identity, not to search.' },
        },
        { name: 'name', label: { zh: '姓名', en: 'Name' }, control: 'text', required: true, maxLength: 50 },
        { name: 'sex', label: { zh: '性别', en: 'Sex' }, control: 'code', codeList: 'sex', required: true },
        {
          name: 'birthDate',
          label: { zh: '出生日期', en: 'Date of birth' },
          control: 'date',
          required: true,
        },
        {
          name: 'status',
          label: { zh: '状态', en: 'Status' },
          control: 'code',
          codeList: 'status',
          required: true,
        },
      ],
    },
    {
      title: { zh: '联系与其他', en: 'Contact and other' },
      fields: [
        {
          name: 'mobile',
          label: { zh: '移动电话', en: 'Mobile' },
          control: 'text',
          identifier: 'mobile',
          sealed: true,
        },
        {
          name: 'classes',
          label: { zh: '性别（多选）', en: 'Several codes' },
          control: 'codes',
          codeList: 'sex',
        },
        { name: 'area', label: { zh: '面积', en: 'Floor area' }, control: 'number' },
        { name: 'consent', label: { zh: '本人到场', en: 'Present in person' }, control: 'boolean' },
        { name: 'remark', label: { zh: '备注', en: 'Remarks' }, control: 'textarea', maxLength: 500 },
      ],
    },
  ],
};

export const personValues: Values = {
  citizenNumber: '690101199003072116',
  name: '示例甲',
  sex: '1',
  birthDate: '1990-03-07',
  status: '1',
  classes: ['1', '2'],
};
