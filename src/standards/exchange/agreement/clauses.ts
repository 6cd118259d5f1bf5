import { fill } from '../../declarations/index.ts';
import type { Params, Words } from '../../declarations/index.ts';

/** Which clause stops a request, in words, and what its developer can do. `{x}` stands for a parameter. */
export const clauses = {
  'other-agreement': {
    place: '/agreement',
    zh: '请求引用的协议 {value} 不是此协议',
    en: 'the request cites {value}, which is not this agreement',
    fix: { zh: '引用双方签署的协议编号', en: 'cite the agreement that both sides signed' },
  },
  'not-in-force': {
    place: '/act',
    zh: '协议没有启用（{value}）',
    en: 'the agreement is not in force ({value})',
    fix: { zh: '由双方签署、提供方启用之后再请求', en: 'ask once both sides have signed it and the provider activated it' },
  },
  suspended: {
    place: '/act',
    zh: '协议已由 {value} 中止',
    en: 'the agreement is suspended by {value}',
    fix: { zh: '与中止的一方联系；由其恢复', en: 'talk to who suspended it; it is theirs to resume' },
  },
  version: {
    place: '/act/terms',
    zh: '请求引用第 {value} 版，现行为第 {want} 版',
    en: 'the request cites version {value}, in force is {want}',
    fix: { zh: '引用现行版本', en: 'cite the version in force' },
  },
  time: {
    place: '/terms/until',
    zh: '协议自 {from} 至 {until} 有效',
    en: 'the agreement holds from {from} until {until}',
    fix: { zh: '在有效期内请求；续签', en: 'ask within that time; renew the agreement' },
  },
  parties: {
    place: '/terms/consumer',
    zh: '协议由 {consumer} 向 {provider} 请求',
    en: 'under the agreement {consumer} asks {provider}',
    fix: { zh: '由使用方向提供方请求', en: 'let the consumer ask the provider' },
  },
  resource: {
    place: '/terms/resource',
    zh: '协议的信息类是 {want}，请求的是 {value}',
    en: 'the agreement is about {want}, asked for is {value}',
    fix: { zh: '请求协议所列的信息类与版本', en: 'ask for the resource and version that the agreement names' },
  },
  mode: {
    place: '/terms/modes',
    zh: '协议不含方式“{value}”',
    en: 'the agreement does not have the mode “{value}”',
    fix: { zh: '用协议所列的方式', en: 'use a mode that the agreement lists' },
  },
  fields: {
    place: '/terms/fields',
    zh: '协议不含字段 {value}',
    en: 'the agreement does not have the field {value}',
    fix: { zh: '只请求协议所列的字段', en: 'ask only for fields that the agreement lists' },
  },
  purpose: {
    place: '/terms/purposes',
    zh: '协议不含事由种类“{value}”',
    en: 'the agreement does not have the kind of purpose “{value}”',
    fix: { zh: '只为协议所列的事由请求', en: 'ask only for purposes that the agreement lists' },
  },
  officer: {
    place: '/terms/officers',
    zh: '协议不允许此职权、级别、条线的人员请求：{value}',
    en: 'the agreement does not let an officer of this role, level and branch ask: {value}',
    fix: { zh: '由协议所列职权的人员请求；没有人员的只能是订阅', en: 'let an officer ask whom the agreement lists; only a subscription has none' },
  },
  'budget-second': {
    place: '/terms/budgets/perSecond',
    zh: '每秒至多 {value} 次',
    en: 'at most {value} a second',
    fix: { zh: '放慢；一秒后再试', en: 'go slower; try again after a second' },
  },
  'budget-day': {
    place: '/terms/budgets/perDay',
    zh: '每日至多 {value} 次',
    en: 'at most {value} a day',
    fix: { zh: '次日再试；经常不足的，商改协议', en: 'try again tomorrow; where it is often too little, propose another version' },
  },
  'budget-subjects': {
    place: '/terms/budgets/subjectsPerDay',
    zh: '每日至多涉及 {value} 人',
    en: 'at most {value} persons concerned a day',
    fix: { zh: '次日再试；查明为何涉及这么多人', en: 'try again tomorrow; find out why so many persons are concerned' },
  },
} as const satisfies Record<string, Words & { readonly place: string; readonly fix: Words }>; // prettier-ignore

export type ClauseCode = keyof typeof clauses;

/** A clause that stops a request. */
export interface StoppingClause extends Words {
  readonly code: ClauseCode;
  /** A JSON pointer into the act that holds the clause, or into the request. */
  readonly place: string;
  /** The member who has to act. */
  readonly party: string;
  readonly fix: Words;
  /** Seconds; null when waiting doesn't help. */
  readonly retryAfter: number | null;
}

/** Makes one of the closed list. */
export function stoppingClause(
  code: ClauseCode,
  party: string,
  params: Params = {},
  retryAfter: number | null = null,
): StoppingClause {
  const { place, zh, en, fix } = clauses[code];
  return { code, place, party, zh: fill(zh, params), en: fill(en, params), fix, retryAfter };
}
