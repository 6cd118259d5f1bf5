import { availableParallelism } from 'node:os';

/** One setting: where its value may come from, what it must be, and what it is for. Units come last in names. */
export interface Setting {
  readonly key: string;
  readonly env: string;
  readonly kind: 'text' | 'integer' | 'choice' | 'path' | 'url';
  readonly choices?: readonly string[];
  /** Of an address. */
  readonly protocols?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** undefined = optional without a value. */
  readonly fallback: string | number | undefined;
  readonly zh: string;
  readonly en: string;
  /** Never printed. */
  readonly secret?: boolean;
}

const hourMs = 3_600_000;

/** Every setting of a node. `minqiao config` prints this table; an unknown key anywhere is an error. */
export const settings = [
  {
    key: 'profile',
    env: 'MINQIAO_PROFILE',
    kind: 'choice',
    choices: ['demo', 'production'],
    fallback: 'demo',
    zh: '运行方式：demo 使用虚构省份 69 的演示数据；production 拒绝任何演示身份',
    en: 'demo runs the fictional province 69; production refuses any demonstration identity',
  },
  {
    key: 'dataFolder',
    env: 'MINQIAO_DATA_FOLDER',
    kind: 'path',
    fallback: '.data',
    zh: '数据库、密钥、证书所在的文件夹',
    en: 'folder of the database, keys and certificates',
  },
  {
    key: 'databaseUrl',
    env: 'DATABASE_URL',
    kind: 'url',
    protocols: ['postgresql:', 'postgres:'],
    fallback: undefined,
    secret: true,
    zh: '使用已有的 PostgreSQL（15 或更高）；不设则启动内嵌的 PostgreSQL 18',
    en: 'an existing PostgreSQL (15 or later) to use; without it the embedded PostgreSQL 18 is started',
  },
  {
    key: 'databasePort',
    env: 'MINQIAO_DATABASE_PORT',
    kind: 'integer',
    min: 1024,
    max: 65_535,
    fallback: 15_432, // below the ports that Linux gives to outgoing connections, one of which could take a restarting server's
    zh: '内嵌 PostgreSQL 的端口（仅本机）',
    en: 'port of the embedded PostgreSQL (this machine only)',
  },
  {
    key: 'host',
    env: 'MINQIAO_HOST',
    kind: 'text',
    fallback: '127.0.0.1',
    zh: '监听地址',
    en: 'address to listen on',
  },
  {
    key: 'port',
    env: 'MINQIAO_PORT',
    kind: 'integer',
    min: 1,
    max: 65_535,
    fallback: 8080,
    zh: '页面与接口的端口',
    en: 'port of pages and API',
  },
  {
    key: 'certificatePort',
    env: 'MINQIAO_CERTIFICATE_PORT',
    kind: 'integer',
    min: 1,
    max: 65_535,
    fallback: 8443,
    zh: '民警证书登录（双向 TLS）的端口',
    en: 'port where officers sign in with a certificate (mutual TLS)',
  },
  {
    key: 'processes',
    env: 'MINQIAO_PROCESSES',
    kind: 'integer',
    min: 1,
    max: 64,
    fallback: availableParallelism(),
    zh: '工作进程数，默认每个核心一个',
    en: 'worker processes; one per core unless said otherwise',
  },
  {
    key: 'people',
    env: 'MINQIAO_PEOPLE',
    kind: 'integer',
    min: 1000,
    max: 10_000_000,
    fallback: 200_000,
    zh: '演示人口数（仅 demo）',
    en: 'size of the demonstration population (demo only)',
  },
  {
    key: 'agency',
    env: 'MINQIAO_AGENCY',
    kind: 'text',
    fallback: '690100000000',
    zh: '本节点所属机关的机构代码',
    en: 'organisation code of the agency that runs this node',
  },
  {
    key: 'agencyNameZh',
    env: 'MINQIAO_AGENCY_NAME_ZH',
    kind: 'text',
    fallback: '示例市公安局',
    zh: '本机关名称（中文）',
    en: 'name of the agency in Chinese',
  },
  {
    key: 'agencyNameEn',
    env: 'MINQIAO_AGENCY_NAME_EN',
    kind: 'text',
    fallback: 'Demo City Public Security Bureau',
    zh: '本机关名称（英文）',
    en: 'name of the agency in English',
  },
  {
    key: 'idleLockMs',
    env: 'MINQIAO_IDLE_LOCK_MS',
    kind: 'integer',
    min: 1000,
    max: hourMs / 2, // control 7: at most 30 minutes
    fallback: hourMs / 4,
    zh: '无操作多久后锁屏（毫秒，至多 30 分钟）',
    en: 'idle time after which a screen locks (milliseconds, at most 30 minutes)',
  },
  {
    key: 'sessionMs',
    env: 'MINQIAO_SESSION_MS',
    kind: 'integer',
    min: 60_000,
    max: 12 * hourMs, // control 8
    fallback: 12 * hourMs,
    zh: '一次登录最长多久（毫秒，至多 12 小时）',
    en: 'longest time of one sign-in (milliseconds, at most 12 hours)',
  },
  {
    key: 'logLevel',
    env: 'MINQIAO_LOG_LEVEL',
    kind: 'choice',
    choices: ['debug', 'info', 'warn', 'error', 'silent'],
    fallback: 'warn',
    zh: '日志级别',
    en: 'log level',
  },
  {
    key: 'publicUrl',
    env: 'MINQIAO_PUBLIC_URL',
    kind: 'url',
    protocols: ['https:', 'http:'],
    fallback: undefined,
    zh: '用户在浏览器中看到的地址（在反向代理之后时设置）',
    en: 'address that people see in the browser (set behind a reverse proxy)',
  },
] as const satisfies readonly Setting[];
