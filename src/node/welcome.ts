import { addressOf } from '#infrastructure/config/index.ts';
import type { Config } from '#infrastructure/config/index.ts';

/** What is printed when the node listens: where it is, and what to try first. */
export function welcome(config: Config, print: (line: string) => void): void {
  const base = addressOf(config);
  const lines =
    config.profile === 'demo'
      ? [
          `  民桥 Minqiao is running · 已启动     ${base}`,
          '',
          '  What to try first · 先试试',
          `  1. ${base}/demo   choose a verification officer · 选一位核验民警`,
          '  2. Look up (查询): without a purpose you are refused; open a visit, look the person up',
          `  3. ${base}/demo   choose that person · 换成被查询的公民：谁查了我的数据`,
          '  4. Open the entry: your browser verifies the proof itself · 浏览器自行验证证明',
        ]
      : [`  民桥 Minqiao is running · 已启动     ${base}`];
  const more = [
    '',
    `  API ${base}/docs · certificates https://localhost:${config.certificatePort} · Ctrl-C stops · 按 Ctrl-C 停止`,
  ];
  for (const line of ['', ...lines, ...more, '']) print(line);
}
