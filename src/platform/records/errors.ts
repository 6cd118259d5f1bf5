import { defineFaults } from '#infrastructure/faults/index.ts';

/** The closed list of refusals and errors of the door. A refusal (403; over a budget, 429) is always in the ledger. */
export const { fault, list } = defineFaults('records', {
  'no-purpose': {
    status: 403,
    zh: '没有说明事由，不能查看或修改任何记录。',
    en: 'No purpose was stated, and without one no record is shown or changed.',
    action: {
      zh: '请先选择或登记一个事由（例如一次窗口核验）。',
      en: 'Choose or open a purpose first, for example a visit at the desk.',
    },
  },
  'purpose-malformed': {
    status: 400,
    zh: '事由的种类或编号格式不对。',
    en: 'The kind or reference of the purpose is malformed.',
    action: { zh: '请从列表中选择事由。', en: 'Choose a purpose from the list.' },
  },
  'purpose-unknown': {
    status: 403,
    zh: '没有编号为 {reference} 的这种事由。',
    en: 'There is no such purpose as {reference}.',
    action: { zh: '请核对编号，或重新选择事由。', en: 'Check the number, or choose a purpose again.' },
  },
  'purpose-closed': {
    status: 403,
    zh: '事由 {reference} 已经结束。',
    en: 'The purpose {reference} is closed.',
    action: { zh: '事情未办完的，请登记新的事由。', en: 'Open a new one if the matter is not finished.' },
  },
  'purpose-not-assigned': {
    status: 403,
    zh: '事由 {reference} 没有分配给您。',
    en: 'The purpose {reference} is not assigned to you.',
    action: {
      zh: '请由经办人查询，或请主管转交给您。',
      en: 'Let the officer in charge look it up, or have it handed over to you.',
    },
  },
  'outside-purpose': {
    status: 403,
    zh: '事由 {reference} 只针对一条记录，不能用来查看别的记录。',
    en: 'The purpose {reference} is about one record and reaches no other.',
    action: {
      zh: '按编号打开该记录；查看其他记录须另有事由。',
      en: 'Open that record by its id; another record takes a purpose of its own.',
    },
  },
  'not-on-duty': {
    status: 403,
    zh: '您目前不在岗。',
    en: 'You are not on duty.',
    action: { zh: '请先在窗口签到。', en: 'Sign on to a desk first.' },
  },
  'own-record': {
    status: 403,
    zh: '不能查询或修改自己的记录。',
    en: 'Nobody looks at or changes their own record here.',
    action: {
      zh: '请以公民身份登录查看，或请同事办理。',
      en: 'Sign in as a citizen to see it, or ask a colleague.',
    },
  },
  'not-permitted': {
    status: 403,
    zh: '现行策略（版本 {version}）不允许以您的身份为此事由进行这项操作。',
    en: 'The policy in force (version {version}) does not permit this to your role for this purpose.',
    action: {
      zh: '如确有需要，请联系主管或安全管理员。',
      en: 'If your duty requires it, speak to your supervisor or the security administrator.',
    },
  },
  'outside-grant': {
    status: 404,
    zh: '记录不符合授权限定的条件；对查询者如同没有找到。',
    en: 'The record does not meet the conditions of the grant; to whoever asked it is as if nothing had been found.',
  },
  'grant-suspended': {
    status: 403,
    zh: '授权 {grant} 已被责任警种中止。',
    en: 'The grant {grant} was suspended by the owner branch.',
    action: {
      zh: '请在“我的申请与授权”中查看原因，或联系责任警种。',
      en: 'See the reason under “My applications and grants”, or speak to the owner branch.',
    },
  },
  'grant-expired': {
    status: 403,
    zh: '授权 {grant} 已到期。',
    en: 'The grant {grant} has expired.',
    action: { zh: '工作仍需要的，请重新申请。', en: 'Apply again if your duty still requires it.' },
  },
  'grant-ended': {
    status: 403,
    zh: '授权 {grant} 已终止。',
    en: 'The grant {grant} was ended.',
    action: {
      zh: '请在“我的申请与授权”中查看原因；仍需要的，请重新申请。',
      en: 'See the reason under “My applications and grants”; apply again if duty still requires it.',
    },
  },
  'fields-not-permitted': {
    status: 403,
    zh: '不允许写入这些字段：{fieldsZh}。',
    en: 'These fields may not be written: {fields}.',
    action: {
      zh: '请去掉这些字段，或由负责的警种办理。',
      en: 'Leave them out, or have the responsible branch do it.',
    },
  },
  'claims-not-permitted': {
    status: 403,
    zh: '不允许为此事由核对这些字段：{fieldsZh}。',
    en: 'These fields may not be compared for this purpose: {fields}.',
    action: { zh: '请去掉这些字段后重试。', en: 'Leave them out and try again.' },
  },
  'over-budget': {
    status: 429,
    zh: '已超过限额：{budgetZh}（上限 {maximum}）。',
    en: 'This goes over a budget: {budget} (at most {maximum}).',
    action: {
      zh: '请等待限额恢复；确因工作需要的，请主管调整。',
      en: 'Wait until the budget renews; if duty requires more, ask a supervisor.',
    },
  },
  'not-identifying': {
    status: 400,
    zh: '这些条件不能确定要找的对象。可用的组合：{keysZh}。',
    en: 'This input does not identify anything. What can be searched by: {keys}.',
    action: { zh: '请按其中一种组合填写全部条件。', en: 'Fill in all fields of one of them.' },
  },
  'too-many-found': {
    status: 403,
    zh: '符合条件的记录超过 {limit} 条，未予显示。',
    en: 'More than {limit} records fit, so none is shown.',
    action: { zh: '请补充更多能确定对象的条件。', en: 'Add input that identifies better.' },
  },
  'unknown-resource': {
    status: 404,
    zh: '没有名为 {resource} 的信息类。',
    en: 'There is no resource called {resource}.',
  },
  'unknown-field': { status: 400, zh: '没有名为 {field} 的字段。', en: 'There is no field called {field}.' },
  'not-found': {
    status: 404,
    zh: '没有这条记录。',
    en: 'There is no such record.',
    action: { zh: '记录可能已被合并或依法删除。', en: 'It may have been merged, or erased by law.' },
  },
  'invalid-values': {
    status: 422,
    zh: '有 {count} 个字段不符合要求。',
    en: '{count} fields do not fit.',
    action: {
      zh: '请查看标出的字段；已填写的内容不会丢失。',
      en: 'Look at the fields that are marked; nothing you typed is lost.',
    },
  },
  'already-exists': {
    status: 409,
    zh: '已有相同标识的记录。',
    en: 'A record with this key exists already.',
    action: {
      zh: '请查询已有的记录并变更它，而不是新建。',
      en: 'Look the existing record up and change that one.',
    },
  },
  'declaration-changed': {
    status: 503,
    zh: '这类信息的声明刚刚更新，本次请求没有执行。',
    en: 'The declaration of this information has just changed, so nothing was done.',
    action: { zh: '请稍候重试。', en: 'Try again in a moment.' },
  },
  'version-required': {
    status: 428,
    zh: '变更时必须说明所依据的版本（If-Match）。',
    en: 'A change has to name the version that it is based on (If-Match).',
  },
  'version-conflict': {
    status: 412,
    zh: '记录在您打开之后已被他人变更（现为版本 {version}）。',
    en: 'Someone changed the record after you opened it (it is now version {version}).',
    action: {
      zh: '请比较差异后再保存；您填写的内容仍在。',
      en: 'Compare the differences, then save again; what you typed is still there.',
    },
  },
  'reference-missing': {
    status: 422,
    zh: '所引用的记录不存在。',
    en: 'The record that is referred to does not exist.',
  },
  'not-owner': {
    status: 403,
    zh: '“{resourceZh}”的唯一来源是另一机关（{source}），本节点不能写入。',
    en: 'The one source of “{resource}” is another agency ({source}); this node cannot write it.',
  },
  'fictional-present': {
    status: 500,
    zh: '“{resource}”中有 {count} 条虚构省份 69 的记录，生产节点拒绝启动。',
    en: 'There are {count} records of the fictional province 69 in “{resource}”: a production node refuses to start.',
    action: {
      zh: '请使用新的数据文件夹，或先卸载演示数据。',
      en: 'Use a new data folder, or unload the demonstration first.',
    },
  },
  'sealed-damaged': {
    status: 500,
    zh: '加密保存的字段无法解密。',
    en: 'A field that is stored encrypted cannot be decrypted.',
    action: {
      zh: '密钥可能不对，请联系管理员。',
      en: 'The key may be the wrong one; tell an administrator.',
    },
  },
});
