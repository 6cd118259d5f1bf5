import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App, ConfigProvider, type ConfigProviderProps } from 'antd';
import enGB from 'antd/es/locale/en_GB.js';
import zhCN from 'antd/es/locale/zh_CN.js';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn.js';
import { useMemo, useState, type ReactNode } from 'react';
import { useLanguage } from '../core/language.ts';
import { ApiProblem } from '../core/problem.ts';
import type { Language } from '../core/text.ts';
import { useReducedMotion, useTheme } from '../core/theme.ts';
import { antdThemes } from './antd-theme.ts';
import { giveStylesTheNonce, pageNonce } from './style-nonce.ts';
import './kit.css';

giveStylesTheNonce();

/** antd ships these as modules but types them as CommonJS, so TypeScript sees the namespace where the locale is. */
const locales = { zh: zhCN, en: enGB } as unknown as Readonly<
  Record<Language, NonNullable<ConfigProviderProps['locale']>>
>;

/** A failure worth one more try: the network or a busy server, never a refusal. */
const maxRetries = 1;

/** The surroundings that every kit component needs: antd's theme, language and nonce, and the query cache. */
export function KitProvider({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const theme = useTheme();
  const still = useReducedMotion();
  const [queries] = useState(newQueryClient);
  dayjs.locale(language === 'zh' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider
      csp={{ nonce: pageNonce() }}
      locale={locales[language]}
      theme={useMemo(
        () => ({ ...antdThemes[theme], token: { ...antdThemes[theme].token, motion: !still } }),
        [theme, still],
      )}
      button={{ autoInsertSpace: false }}
      getPopupContainer={landmarkOf}
      wave={{ disabled: true }}
    >
      <App>
        <QueryClientProvider client={queries}>{children}</QueryClientProvider>
      </App>
    </ConfigProvider>
  );
}

function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, thrown) =>
          failures < maxRetries &&
          thrown instanceof ApiProblem &&
          (thrown.status === 0 || thrown.status >= 502),
        refetchOnWindowFocus: false, // each fetch of personal data is an entry in the ledger: never by accident
        refetchOnReconnect: false,
        staleTime: 30_000,
        gcTime: 5 * 60_000,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  });
}

/** Pop-ups open inside the landmark of what they belong to, so that screen readers find them there. */
function landmarkOf(trigger?: HTMLElement): HTMLElement {
  return trigger?.closest<HTMLElement>('main, .mq-top') ?? document.body;
}
