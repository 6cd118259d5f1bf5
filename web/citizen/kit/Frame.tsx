import type { ReactNode } from 'react';
import { languagePreference, useLanguage, useText } from '../../core/language.ts';
import { usePreference } from '../../core/preference.ts';
import { themePreference, useTheme } from '../../core/theme.ts';
import { sizePreference } from './display.ts';
import { citizenTexts as texts } from './texts.ts';
import './citizen.css';

interface FrameProps {
  readonly home: string;
  readonly subtitle?: string;
  readonly demo: boolean;
  /** Links below the header. */
  readonly nav?: ReactNode;
  /** More at the right of the header. */
  readonly extra?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** Header with large text, appearance and language; the mark of demo data; one column of content. */
export function Frame({ home, subtitle, demo, nav, extra, wide = false, children }: FrameProps) {
  const t = useText();
  return (
    <>
      <a className="skip" href="#main">
        {t(texts.skip)}
      </a>
      {demo && <DemoBand />}
      <header className="head">
        <div className="head-in">
          <a className="brand" href={home}>
            <img src="/bridge.svg" alt="" width="32" height="32" />
            <span>
              {t(texts.product)}
              {subtitle && <small>{subtitle}</small>}
            </span>
          </a>
          <div className="head-right">
            <Display />
            {extra}
          </div>
        </div>
      </header>
      {nav}
      <main id="main" tabIndex={-1} className={wide ? 'main main-wide' : 'main'}>
        {children}
      </main>
    </>
  );
}

export function DemoBand() {
  const t = useText();
  return (
    <aside className="demo-band" aria-label={t(texts.demo)}>
      <strong>{t(texts.demo)}</strong>
      <span>{t(texts.demoLong)}</span>
    </aside>
  );
}

function Display() {
  const t = useText();
  const language = useLanguage();
  const theme = useTheme();
  const large = usePreference(sizePreference) === 'large';
  return (
    <>
      <button type="button" className="quiet" onClick={() => sizePreference.set(large ? 'normal' : 'large')}>
        {t(large ? texts.normalText : texts.largeText)}
      </button>
      <button
        type="button"
        className="quiet"
        onClick={() => themePreference.set(theme === 'dark' ? 'light' : 'dark')}
      >
        {t(theme === 'dark' ? texts.lightTheme : texts.darkTheme)}
      </button>
      <button
        type="button"
        className="quiet"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => languagePreference.set(language === 'zh' ? 'en' : 'zh')}
      >
        {t(texts.toEnglish)}
      </button>
    </>
  );
}
