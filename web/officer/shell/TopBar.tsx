import {
  LockOutlined,
  LogoutOutlined,
  MenuOutlined,
  QuestionCircleOutlined,
  UserOutlined,
} from '@ant-design/icons';
import { App, Button, Dropdown } from 'antd';
import { problemFrom } from '../../core/api.ts';
import { useText } from '../../core/language.ts';
import { lockSession, signOut, useSession } from '../../core/session.ts';
import { useGo } from '../../kit/navigation.ts';
import { FindPage } from './FindPage.tsx';
import { personPagesOf } from './menu.ts';
import { Preferences } from './Preferences.tsx';
import { showShortcuts } from './Shortcuts.tsx';
import { shellTexts } from './texts.ts';

/** Search, language, appearance, and the person's own menu. */
export function TopBar({ onMenu }: { onMenu: () => void }) {
  const t = useText();
  return (
    <header className="mq-top mq-no-print">
      <Button
        className="mq-top-menu"
        type="text"
        icon={<MenuOutlined />}
        aria-label={t(shellTexts.menu)}
        onClick={onMenu}
      />
      <FindPage />
      <div className="mq-top-right">
        <Preferences />
        <PersonMenu />
      </div>
    </header>
  );
}

function PersonMenu() {
  const t = useText();
  const go = useGo();
  const { actor } = useSession();
  const { modal } = App.useApp();
  const pages = personPagesOf(actor.roles);
  const items = [
    ...pages.map((page) => ({
      key: page.path,
      label: t(page.title),
      icon: page.icon ? <page.icon /> : null,
    })),
    { key: 'shortcuts', label: t(shellTexts.shortcuts), icon: <QuestionCircleOutlined /> },
    { key: 'lock', label: t(shellTexts.lockNow), icon: <LockOutlined /> },
    { type: 'divider' as const },
    { key: 'sign-out', label: t(shellTexts.signOut), icon: <LogoutOutlined /> },
  ];
  const leave = () =>
    signOut().catch((thrown: unknown) => {
      modal.error({ title: problemFrom(thrown).title });
    });
  const act = (key: string) => {
    if (key === 'lock') lockSession();
    else if (key === 'shortcuts') showShortcuts();
    else if (key === 'sign-out') void leave();
    else go(key);
  };
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => act(key) }}>
      <Button
        type="text"
        icon={<UserOutlined />}
        aria-label={t(shellTexts.named, { what: t(shellTexts.person), name: actor.name })}
      >
        <span className="mq-top-name">{actor.name}</span>
      </Button>
    </Dropdown>
  );
}
