import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useText, type Text } from '#web/kit/index.ts';
import type { Kind } from '../data.ts';
import { editorTexts as texts, kindWords, registryTexts } from '../texts.ts';
import { nameOf, valueAt, type ChangeDraft, type ProposalDraft } from './draft.ts';
import { isMissing, type Found } from './use-preview.ts';

interface ChangeTabsProps {
  readonly proposal: ProposalDraft;
  readonly active: ChangeDraft | undefined;
  readonly found: readonly Found[];
  readonly onChoose: (key: string) => void;
  readonly onAdd: (kind: Kind) => void;
  readonly onRemove: (key: string) => void;
}

const editable = [
  'resource',
  'element',
  'code-list',
  'object-class',
  'code-list-extension',
  'resource-extension',
] as const;

/** The changes of a proposal, one at a time; how many errors each has stands on it. */
export function ChangeTabs({ proposal, active, found, onChoose, onAdd, onRemove }: ChangeTabsProps) {
  const t = useText();
  return (
    <nav className="registry-tabs" aria-label={t(registryTexts.changes)}>
      {proposal.changes.map((change) => (
        <Button
          key={change.key}
          type={change === active ? 'primary' : 'default'}
          aria-current={change === active ? 'true' : undefined}
          onClick={() => onChoose(change.key)}
        >
          {t(kindWords[change.kind])} {titleOf(change, t)}
          <Errors n={errorsOf(found, change.key)} />
        </Button>
      ))}
      <Dropdown
        trigger={['click']}
        menu={{
          items: editable.map((kind) => ({ key: kind, label: t(kindWords[kind]) })),
          onClick: ({ key }) => onAdd(key as Kind),
        }}
      >
        <Button icon={<PlusOutlined />}>{t(texts.addChange)}</Button>
      </Dropdown>
      {active && proposal.changes.length > 1 && (
        <Button icon={<DeleteOutlined />} onClick={() => onRemove(active.key)}>
          {t(texts.removeChange)}
        </Button>
      )}
    </nav>
  );
}

function Errors({ n }: { n: number }) {
  const t = useText();
  if (n === 0) return null;
  return <span> · {t({ zh: '{n} 处错误', en: '{n} errors' }, { n })}</span>;
}

function errorsOf(found: readonly Found[], key: string): number {
  return found.filter((one) => one.key === key && one.severity === 'error' && !isMissing(one)).length;
}

function titleOf(change: ChangeDraft, t: (text: Text) => string): string {
  const { zh = '', en = '' } = (valueAt(change.content, 'title') ?? {}) as { zh?: string; en?: string };
  return t({ zh, en: en || zh }) || nameOf(change) || t(texts.unnamed);
}
