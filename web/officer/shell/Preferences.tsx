import { BulbOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { languagePreference, useLanguage, useText } from '../../core/language.ts';
import { usePreference } from '../../core/preference.ts';
import { themePreference, type ThemeChoice } from '../../core/theme.ts';
import { shellTexts } from './texts.ts';

const themeIcons = { light: <SunOutlined />, dark: <MoonOutlined />, system: <BulbOutlined /> } as const;

/** Language and appearance. Both act at once and stay where one is. */
export function Preferences() {
  const t = useText();
  const language = useLanguage();
  const theme = usePreference(themePreference);
  const items = (['light', 'dark', 'system'] as const).map((choice) => ({
    key: choice,
    label: t(shellTexts[choice]),
    icon: themeIcons[choice],
  }));
  return (
    <span className="mq-preferences">
      <Button
        type="text"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        aria-label={t(shellTexts.switchLanguage)}
        onClick={() => languagePreference.set(language === 'zh' ? 'en' : 'zh')}
      >
        {language === 'zh' ? 'EN' : '中文'}
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{ items, selectedKeys: [theme], onClick: ({ key }) => themePreference.set(key as ThemeChoice) }}
      >
        <Button
          type="text"
          icon={themeIcons[theme]}
          aria-label={t(shellTexts.named, { what: t(shellTexts.theme), name: t(shellTexts[theme]) })}
        />
      </Dropdown>
    </span>
  );
}
