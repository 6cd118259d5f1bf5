import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('node', {
  running: {
    status: 500,
    zh: '本文件夹的节点已在运行（进程 {pid}）。',
    en: 'The node of this folder is running already (process {pid}).',
    action: {
      zh: '先停止它，或用 --data-folder 指定另一个文件夹。',
      en: 'Stop it first, or name another folder with --data-folder.',
    },
  },
  'folder-unusable': {
    status: 500,
    zh: '数据文件夹 {folder} 不能使用（{reason}）。',
    en: 'The data folder {folder} cannot be used ({reason}).',
    action: {
      zh: '用 --data-folder 指定一个可以写入的文件夹；同名文件不行。',
      en: 'Name a folder that can be written with --data-folder; a file of that name will not do.',
    },
  },
  'port-in-use': {
    status: 500,
    zh: '端口 {port}（{host}）已被其他程序占用。',
    en: 'Port {port} on {host} is in use by another program.',
    action: {
      zh: '停止那个程序，或用 {flag} 指定另一个端口。',
      en: 'Stop that program, or name another port with {flag}.',
    },
  },
  'cannot-listen': {
    status: 500,
    zh: '无法在 {host} 的端口 {port} 上监听（{reason}）。',
    en: 'Listening on port {port} of {host} is not possible ({reason}).',
    action: {
      zh: '检查 --host 和 {flag}：1024 以下的端口需要权限，地址必须属于本机。',
      en: 'Check --host and {flag}: ports below 1024 need a right, and the address must be of this machine.',
    },
  },
  'worker-failed': {
    status: 500,
    zh: '工作进程未能启动：{reason}',
    en: 'A worker process did not come up: {reason}',
    action: { zh: '上面的日志说明了原因。', en: 'The log above says why.' },
  },
  'pages-not-built': {
    status: 500,
    zh: '网页未能构建：{reason}',
    en: 'The web pages could not be built: {reason}',
    action: {
      zh: '运行 `node tools/build-web.ts --force` 查看全部输出。',
      en: 'Run `node tools/build-web.ts --force` to see all that it says.',
    },
  },
  'agency-invalid': {
    status: 400,
    zh: '配置项 agency 不能作为本机关的机构代码：{zh}。',
    en: 'The setting agency cannot be the organisation code of this agency: {en}.',
    action: {
      zh: '把 MINQIAO_AGENCY 设为 12 位公安机关机构代码或 18 位统一社会信用代码；它会写入每条账本记录。',
      en: 'Set MINQIAO_AGENCY to a police organisation code (12 digits) or a unified social credit code (18); it stands in every entry of the ledger.',
    },
  },
  'agency-unnamed': {
    status: 400,
    zh: '未设置本机关的名称：还是演示用的“{name}”。',
    en: 'This agency has no name of its own: it is still called “{name}”, as in the demonstration.',
    action: {
      zh: '设置 MINQIAO_AGENCY_NAME_ZH 和 MINQIAO_AGENCY_NAME_EN；群众会在“谁看过我的信息”中看到它。',
      en: 'Set MINQIAO_AGENCY_NAME_ZH and MINQIAO_AGENCY_NAME_EN; people read it in “Who looked at my data”.',
    },
  },
  'founders-invalid': {
    status: 400,
    zh: '首批管理员名单有误（{place}）：{reason}',
    en: 'The list of founders is not valid at {place}: {reason}',
    action: {
      zh: '运行 `minqiao found --help` 查看格式。',
      en: 'Run `minqiao found --help` to see its form.',
    },
  },
  'no-node': {
    status: 503,
    zh: '文件夹 {folder} 中还没有节点。',
    en: 'There is no node in the folder {folder} yet.',
    action: {
      zh: '先运行 `npm start`，或用 --data-folder 指定另一个文件夹。',
      en: 'Run `npm start` first, or name another folder with --data-folder.',
    },
  },
  'database-lost': {
    status: 500,
    zh: '数据库进程已结束，且无法重新启动：{reason}',
    en: 'The database ended and could not be started again: {reason}',
    action: {
      zh: '已确认的操作都已保存；排除原因后重新启动节点。',
      en: 'Everything acknowledged is on disk; remove the cause and start the node again.',
    },
  },
});
