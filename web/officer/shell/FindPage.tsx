import { SearchOutlined } from '@ant-design/icons';
import { AutoComplete, Input } from 'antd';
import { useMemo, useState } from 'react';
import { useText } from '../../core/language.ts';
import { useSession } from '../../core/session.ts';
import { useGo } from '../../kit/navigation.ts';
import { pageGroups, type PageDefinition } from '../../kit/page-definition.ts';
import { inMenu } from './menu.ts';
import { findPageId } from './Shortcuts.tsx';
import { shellTexts } from './texts.ts';

/** The search box: goes to a page by its title in either language or by its pinyin initials. */
export function FindPage() {
  const t = useText();
  const go = useGo();
  const { actor } = useSession();
  const [typed, setTyped] = useState('');
  const [initials, setInitials] = useState<Readonly<Record<string, string>>>({});
  const pages = useMemo(() => inMenu(actor.roles), [actor.roles]);
  const learnInitials = () => {
    void import('../../kit/pinyin.ts').then(({ initialsOf }) =>
      setInitials(Object.fromEntries(pages.map((page) => [page.path, initialsOf(page.title.zh)]))),
    );
  };
  const found = pages.filter((page) => matches(page, initials[page.path] ?? '', typed));
  return (
    <AutoComplete
      className="mq-find"
      id={findPageId}
      value={typed}
      onChange={setTyped}
      onFocus={learnInitials}
      options={found.map((page) => ({ value: page.path, label: <Found page={page} /> }))}
      notFoundContent={typed ? t(shellTexts.findNothing) : null}
      defaultActiveFirstOption
      onSelect={(path: string) => {
        setTyped('');
        go(path);
      }}
    >
      <Input
        prefix={<SearchOutlined />}
        placeholder={t(shellTexts.findHint)}
        aria-label={t(shellTexts.find)}
      />
    </AutoComplete>
  );
}

function Found({ page }: { page: PageDefinition }) {
  const t = useText();
  return (
    <span style={{ display: 'flex', justifyContent: 'space-between', gap: 12 }}>
      {t(page.title)}
      <span className="mq-soft">{t(pageGroups[page.group])}</span>
    </span>
  );
}

function matches(page: PageDefinition, initials: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return (
    !wanted ||
    page.title.zh.includes(wanted) ||
    page.title.en.toLowerCase().includes(wanted) ||
    initials.includes(wanted)
  );
}
