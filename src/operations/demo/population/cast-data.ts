import type { Sex } from './kinship.ts';
import { policeCode } from './numbers.ts';
import type { Relation } from './schema.ts';

/*
 * The named characters of the demonstration: they are in every population, at every size and with every seed, under
 * the same names and numbers. docs/demo.md introduces them; tests ask for them by key.
 */

/** The county where all of the cast was registered first. */
export const castCounty = '690101';
const city = '690100';

export interface CastMember {
  readonly key: string;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly relation: 'head' | Relation;
  /** Day of death. */
  readonly died?: string;
  readonly drives?: true;
  readonly officer?: CastOfficer;
  /** Has an account as a citizen, and why one would be them. */
  readonly citizen?: { readonly zh: string; readonly en: string };
}

export interface CastOfficer {
  /** Police organisation. */
  readonly organisation: string;
  /** Post in packs/demo/police.yaml. */
  readonly post: string;
  readonly note: { readonly zh: string; readonly en: string };
}

export interface CastHousehold {
  readonly members: readonly CastMember[];
  /** The day on which they came from another street. */
  readonly movedOn?: string;
  readonly livesElsewhere?: true;
}

const station = policeCode(castCounty, 50, 1);
const otherStation = policeCode('690102', 50, 1);

/** Order gives the indexes: append, never insert, or every number in the documentation changes. */
export const castHouseholds = [
  {
    members: [
      {
        key: 'registrar',
        name: '林晓',
        sex: 'woman',
        birthDate: '1991-04-12',
        relation: 'head',
        drives: true,
        officer: {
          organisation: station,
          post: 'registrar',
          note: {
            zh: '办理迁入、变更、更正等登记事项',
            en: 'Handles registration: moves, changes, corrections',
          },
        },
      },
      {
        key: 'registrarsHusband',
        name: '何川',
        sex: 'man',
        birthDate: '1989-11-03',
        relation: 'spouse',
        drives: true,
        citizen: {
          zh: '户籍民警林晓的丈夫：她不能办理自家的事项',
          en: 'The registrar’s husband: she may not handle her own household',
        },
      },
      { key: 'registrarsDaughter', name: '何若溪', sex: 'woman', birthDate: '2018-06-20', relation: 'child' },
    ],
  },
  {
    members: [
      {
        key: 'patrolOfficer',
        name: '周航',
        sex: 'man',
        birthDate: '1993-08-25',
        relation: 'head',
        drives: true,
        officer: {
          organisation: station,
          post: 'patrolOfficer',
          note: {
            zh: '查询须有事由；没有事由的查询被拒绝，也会留痕',
            en: 'Looks up only with a purpose; what is refused is recorded too',
          },
        },
      },
    ],
  },
  {
    members: [
      {
        key: 'verificationOfficer',
        name: '沈嘉',
        sex: 'woman',
        birthDate: '1988-02-14',
        relation: 'head',
        drives: true,
        officer: {
          organisation: policeCode(city, 9),
          post: 'verifier',
          note: { zh: '在窗口为来访者查询、核验', en: 'Looks up and verifies for visitors at the desk' },
        },
      },
    ],
  },
  {
    members: [
      {
        key: 'auditor',
        name: '许安',
        sex: 'man',
        birthDate: '1979-09-30',
        relation: 'head',
        drives: true,
        officer: {
          organisation: policeCode(city, 6),
          post: 'auditor',
          note: {
            zh: '查阅并核验账本，答复群众疑问',
            en: 'Reads and verifies the ledger, answers citizens’ questions',
          },
        },
      },
    ],
  },
  {
    members: [
      {
        key: 'systemAdministrator',
        name: '高远',
        sex: 'man',
        birthDate: '1985-05-17',
        relation: 'head',
        officer: {
          organisation: policeCode(city, 7),
          post: 'systemAdministrator',
          note: {
            zh: '管理账户、证书和会话，看不到个人信息',
            en: 'Manages accounts, certificates and sessions; sees no personal data',
          },
        },
      },
    ],
  },
  {
    members: [
      {
        key: 'securityAdministrator',
        name: '严清',
        sex: 'woman',
        birthDate: '1983-12-08',
        relation: 'head',
        officer: {
          organisation: policeCode(city, 8),
          post: 'securityAdministrator',
          note: {
            zh: '授予角色，查看策略，审批系统管理员的申请',
            en: 'Grants roles, reads the policies, approves what the system administrator asks for',
          },
        },
      },
    ],
  },
  {
    members: [
      {
        key: 'secondSecurityAdministrator',
        name: '范和',
        sex: 'man',
        birthDate: '1987-01-26',
        relation: 'head',
        officer: {
          organisation: policeCode(city, 8),
          post: 'securityAdministrator',
          note: {
            zh: '第二位安全管理员：双人操作中的另一人',
            en: 'The second one, for acts that take two people',
          },
        },
      },
    ],
  },
  {
    members: [
      {
        key: 'standardsOfficer',
        name: '卢文',
        sex: 'man',
        birthDate: '1986-07-21',
        relation: 'head',
        officer: {
          organisation: policeCode(city, 7),
          post: 'standardsOfficer',
          note: {
            zh: '查阅数据元、代码集和资源目录',
            en: 'Reads data elements, code lists and the catalogue of resources',
          },
        },
      },
    ],
  },
  {
    members: [
      {
        key: 'supervisor',
        name: '秦岚',
        sex: 'woman',
        birthDate: '1975-03-05',
        relation: 'head',
        drives: true,
        officer: {
          organisation: policeCode(city, 2),
          post: 'leader',
          note: { zh: '分派登记事项，批准依法删除', en: 'Assigns requests, approves erasures by law' },
        },
      },
    ],
  },
  {
    members: [
      {
        key: 'trafficOfficer',
        name: '戴晨',
        sex: 'man',
        birthDate: '1990-10-11',
        relation: 'head',
        drives: true,
        officer: {
          organisation: policeCode(castCounty, 3),
          post: 'trafficPatrol',
          note: {
            zh: '交警大队的民警，查询同样须有事由',
            en: 'Of the traffic police; needs a purpose just the same',
          },
        },
      },
    ],
  },
  {
    members: [
      {
        key: 'otherRegistrar',
        name: '田知',
        sex: 'woman',
        birthDate: '1994-06-02',
        relation: 'head',
        officer: {
          organisation: otherStation,
          post: 'registrar',
          note: { zh: '另一个派出所的户籍民警', en: 'Registrar of another station' },
        },
      },
    ],
  },
  {
    members: [
      {
        key: 'citizen',
        name: '陈一帆',
        sex: 'man',
        birthDate: '1990-03-07',
        relation: 'head',
        drives: true,
        citizen: {
          zh: '看看谁查看过自己的信息，逐条验证',
          en: 'Sees who looked at his data, and verifies each entry',
        },
      },
      {
        key: 'citizensWife',
        name: '赵小满',
        sex: 'woman',
        birthDate: '1992-05-21',
        relation: 'spouse',
        drives: true,
        citizen: { zh: '陈一帆的妻子', en: 'The wife of 陈一帆' },
      },
      { key: 'citizensSon', name: '陈子川', sex: 'man', birthDate: '2019-09-01', relation: 'child' },
      { key: 'citizensMother', name: '李秀兰', sex: 'woman', birthDate: '1963-02-18', relation: 'parent' },
    ],
  },
  {
    movedOn: '2024-05-16',
    members: [
      {
        key: 'widow',
        name: '周桂芳',
        sex: 'woman',
        birthDate: '1948-10-09',
        relation: 'head',
        citizen: {
          zh: '老年市民：2023 年丧偶，2024 年迁入',
          en: 'Elderly citizen: widowed in 2023, moved here in 2024',
        },
      },
      {
        key: 'deceased',
        name: '孙国光',
        sex: 'man',
        birthDate: '1945-12-30',
        relation: 'spouse',
        died: '2023-11-04',
      },
    ],
  },
  {
    members: [
      {
        key: 'shopkeeper',
        name: '吴志',
        sex: 'man',
        birthDate: '1984-01-15',
        relation: 'head',
        drives: true,
        citizen: { zh: '书店店主：单位的法定代表人', en: 'Bookseller: represents an organisation' },
      },
    ],
  },
  {
    livesElsewhere: true,
    members: [{ key: 'student', name: '郑清', sex: 'woman', birthDate: '2004-08-08', relation: 'head' }],
  },
  {
    members: [
      {
        key: 'standardsReviewer',
        name: '孟真',
        sex: 'woman',
        birthDate: '1981-04-17',
        relation: 'head',
        officer: {
          organisation: policeCode(city, 7),
          post: 'standardsReviewer',
          note: {
            zh: '审核提案和标准包：双人操作中的另一人',
            en: 'Reviews proposals and packs: the second person',
          },
        },
      },
    ],
  },
] as const satisfies readonly CastHousehold[];

export type CastKey = (typeof castHouseholds)[number]['members'][number]['key'];

/** Owners of the cast's vehicles, by index; every seventh or so is a new-energy one (the settings' rhythm). */
export const castVehicleOwners = ['citizen', 'shopkeeper', 'registrarsHusband'] as const;
/** Who represents the cast's one organisation. */
export const castRepresentative = 'shopkeeper';
export const castShop = { kind: '92', name: '示例市晨光区云和书店', serial: 99_999, industry: 'F' } as const;
