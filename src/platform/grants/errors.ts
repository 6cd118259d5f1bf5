import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('grants', {
  'not-permitted': {
    status: 403,
    zh: '这项操作不属于您的职责。',
    en: 'This is not part of your duties.',
    action: {
      zh: '授权由责任警种的负责人决定；申请由查询信息的民警提出。',
      en: 'The head of the owner branch decides; officers who look up information apply.',
    },
  },
  'own-application': {
    status: 403,
    zh: '不能审批自己提出的申请，也不能审批给自己的授权。',
    en: 'Nobody decides on their own application, or on a grant to themselves.',
    action: { zh: '请由责任警种的另一位负责人审批。', en: 'Let another head of the owner branch decide.' },
  },
  'not-yours': {
    status: 403,
    zh: '只有申请人可以这样做。',
    en: 'Only the applicant may do this.',
  },
  'application-not-found': {
    status: 404,
    zh: '没有申请 {number}，或者它与您的警种无关。',
    en: 'There is no application {number}, or none that concerns your branch.',
  },
  'unknown-resource': {
    status: 404,
    zh: '没有名为 {resource} 的信息类。',
    en: 'There is no resource called {resource}.',
  },
  'wrong-state': {
    status: 409,
    zh: '申请 {number} 目前的状态（{state}）不允许这样做。',
    en: 'The application {number} is in the state {state}, which does not allow this.',
    action: { zh: '请刷新后再看。', en: 'Reload it and look again.' },
  },
  'application-changed': {
    status: 409,
    zh: '申请 {number} 已被他人处理。',
    en: 'Somebody dealt with the application {number} meanwhile.',
    action: { zh: '请刷新后重新操作。', en: 'Reload it and do it again.' },
  },
  'unsuitable-terms': {
    status: 422,
    zh: '申请的内容不合适：{reasonZh}',
    en: 'What is applied for does not fit: {reason}',
    action: { zh: '请改正后重新提交。', en: 'Correct it and send it again.' },
  },
  'wider-than-asked': {
    status: 422,
    zh: '批准的范围不能超出申请的范围。',
    en: 'What is granted must not be wider than what was asked for.',
    action: { zh: '需要更宽的，请申请人重新申请。', en: 'If more is needed, the applicant applies again.' },
  },
  'resource-closed': {
    status: 409,
    zh: '信息类 {resource} 已停止授权，不再受理新的申请。',
    en: 'The resource {resource} is closed: there are no new grants of it.',
    action: { zh: '请联系责任警种。', en: 'Speak to the owner branch.' },
  },
  'closing-under-way': {
    status: 409,
    zh: '信息类 {resource} 已经停止授权，或正在审批停止授权。',
    en: 'The resource {resource} is closed already, or it has been asked for.',
  },
  'closing-not-found': {
    status: 404,
    zh: '信息类 {resource} 没有待审批的停止授权。',
    en: 'Nobody has asked to close the resource {resource}, or it was decided.',
    action: { zh: '请刷新后再看。', en: 'Reload it and look again.' },
  },
  'service-not-found': {
    status: 404,
    zh: '没有名为 {name} 的服务，或者它不是发布给您的角色的。',
    en: 'There is no service {name}, or it is not published to your role.',
  },
  'service-suspended': {
    status: 403,
    zh: '服务 {name} 已被责任警种中止。',
    en: 'The service {name} was suspended by the owner branch.',
    action: { zh: '请联系责任警种。', en: 'Speak to the owner branch.' },
  },
  'service-ended': {
    status: 403,
    zh: '服务 {name} 已终止。',
    en: 'The service {name} was ended.',
    action: { zh: '请使用“信息查询”，或联系责任警种。', en: 'Use Look-up, or speak to the owner branch.' },
  },
  'service-purpose': {
    status: 403,
    zh: '服务 {name} 不用于这种事由。',
    en: 'The service {name} is not meant for this kind of purpose.',
    action: { zh: '请选择合适的事由。', en: 'Choose a purpose that fits.' },
  },
  'service-parameters': {
    status: 400,
    zh: '这项服务要求填写：{fields}。',
    en: 'This service asks for: {fields}.',
  },
  'settings-invalid': {
    status: 500,
    zh: '授权的设置（grants.yaml）无效：{reason}',
    en: 'The settings of grants (grants.yaml) are not valid: {reason}',
  },
});
