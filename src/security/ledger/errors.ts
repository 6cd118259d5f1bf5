import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('ledger', {
  'not-configured': {
    status: 500,
    zh: '账本尚未配置，操作未执行。',
    en: 'The ledger is not configured; nothing was done.',
    action: {
      zh: '请系统管理员检查节点启动配置。',
      en: 'Ask the system administrator to check how the node was started.',
    },
  },
  'too-long': {
    status: 400,
    zh: '账本记录的“{field}”超过上限 {max}，操作未执行。',
    en: 'The ledger entry\'s "{field}" is over its limit of {max}; nothing was done.',
    action: { zh: '请缩短后重试。', en: 'Shorten it and try again.' },
  },
  'bad-value': {
    status: 500,
    zh: '账本记录的“{field}”不是允许的值，操作未执行。',
    en: 'The ledger entry\'s "{field}" is not a permitted value; nothing was done.',
    action: {
      zh: '请联系系统管理员并提供追踪号。',
      en: 'Tell the system administrator, with the trace number.',
    },
  },
  'not-found': {
    status: 404,
    zh: '账本中没有这一条记录。',
    en: 'The ledger has no such entry.',
    action: { zh: '请核对编号。', en: 'Check the number.' },
  },
  'not-sequenced': {
    status: 503,
    retryAfterSeconds: 1,
    zh: '该记录已持久保存，尚未编入签名的检查点。',
    en: 'The entry is durable, but not yet in a signed checkpoint.',
    action: {
      zh: '请稍后重试；若超过一分钟请告知管理员。',
      en: 'Try again in a moment; after a minute, tell the administrator.',
    },
  },
  'no-checkpoint': {
    status: 503,
    retryAfterSeconds: 1,
    zh: '账本还没有签名的检查点。',
    en: 'The ledger has no signed checkpoint yet.',
    action: { zh: '请稍后重试。', en: 'Try again in a moment.' },
  },
  'bad-range': {
    status: 400,
    zh: '请求的树大小或序号超出账本范围。',
    en: 'The requested tree size or position is outside the ledger.',
    action: { zh: '请先读取最新检查点。', en: 'Read the latest checkpoint first.' },
  },
  'bad-cursor': {
    status: 400,
    zh: '翻页游标无效。',
    en: 'The paging cursor is not valid.',
    action: { zh: '请从第一页重新开始。', en: 'Start again from the first page.' },
  },
  'list-too-long': {
    status: 409,
    zh: '该人的记录超过一次证明的上限 {max} 条。',
    en: 'This person has more than {max} entries, the most that one proof covers.',
    action: { zh: '请向督察审计部门申请离线证明。', en: 'Ask the audit branch for an offline proof.' },
  },
  'xid-behind': {
    status: 500,
    zh: '数据库事务号落后于账本：该库由逻辑备份恢复，账本不能继续排序。',
    en: 'Transaction numbers are behind the ledger: the database was restored from a logical backup and cannot be sequenced.',
    action: {
      zh: '停止数据库，用 pg_resetwal --next-transaction-id 设为大于 {xid} 的值后再启动。',
      en: 'Stop the database and set a number above {xid} with pg_resetwal --next-transaction-id.',
    },
  },
  'state-differs': {
    status: 500,
    zh: '账本排序状态与数据库不一致，已停止签名。',
    en: 'The sequencer’s state differs from the database; signing has stopped.',
    action: {
      zh: '请立即运行 minqiao verify 并通知审计人员。',
      en: 'Run minqiao verify at once and tell the auditors.',
    },
  },
});
