import { defineFaults } from '#infrastructure/faults/index.ts';

export const { fault, list } = defineFaults('demo', {
  'settings-invalid': {
    status: 500,
    zh: '演示包文件 {file} 在 {where} 处有误：{problem}。',
    en: 'The demonstration pack file {file} is wrong at {where}: {problem}.',
    action: { zh: '按说明改正该文件，然后重试。', en: 'Correct the file, then try again.' },
  },
  'size-out-of-range': {
    status: 400,
    zh: '演示人口数须为 {low} 至 {high} 的整数，收到 {people}。',
    en: 'The number of people must be a whole number from {low} to {high}; it was {people}.',
    action: { zh: '改用范围内的人数。', en: 'Use a number in that range.' },
  },
  'seed-invalid': {
    status: 400,
    zh: '种子须为 0 至 4294967295 的整数，收到 {seed}。',
    en: 'The seed must be a whole number from 0 to 4294967295; it was {seed}.',
    action: { zh: '改用范围内的种子。', en: 'Use a number in that range.' },
  },
  'outside-safe-scheme': {
    status: 500,
    zh: '演示数据的 {field} 超出虚构号段，装入已停止。',
    en: 'The demonstration’s {field} left the fictional numbers; loading has stopped.',
    action: { zh: '这是程序错误，请报告。', en: 'This is a defect of the program; report it.' },
  },
  'already-loaded': {
    status: 409,
    zh: '演示数据（{people} 人，种子 {seed}）已装入。',
    en: 'The demonstration data ({people} people, seed {seed}) is loaded already.',
    action: { zh: '先运行 minqiao demo unload，再装入。', en: 'Run minqiao demo unload first.' },
  },
  'other-load-unfinished': {
    status: 409,
    zh: '另一次装入（{people} 人，种子 {seed}）没有完成。',
    en: 'Another load ({people} people, seed {seed}) is unfinished.',
    action: {
      zh: '用同样的人数和种子继续，或先运行 minqiao demo unload。',
      en: 'Continue it with the same size and seed, or run minqiao demo unload first.',
    },
  },
  'records-not-empty': {
    status: 409,
    zh: '表 {table} 中已有不属于演示的记录，演示数据不装入有真实记录的节点。',
    en: 'Table {table} holds records that are not the demonstration’s; a node with records of its own gets no demonstration data.',
    action: { zh: '使用一个空的数据库。', en: 'Use an empty database.' },
  },
  'load-running': {
    status: 409,
    zh: '另一个进程正在装入或清除演示数据。',
    en: 'Another process is loading or unloading the demonstration data.',
    action: { zh: '等它结束后再试。', en: 'Wait until it has finished.' },
  },
});
