import { Checkbox, Modal } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '../../core/language.ts';
import { preference, usePreference } from '../../core/preference.ts';
import type { Text } from '../../core/text.ts';
import { shellTexts } from './texts.ts';

export const findPageId = 'find-page';

/** Keys of one character must be possible to turn off (WCAG 2.2, 2.1.4): speech input types them by accident. */
const singleKeys = preference('single-keys', ['on', 'off'], 'on');

const listed: readonly (readonly [string, Text])[] = [
  ['/', shellTexts.keySearch],
  ['?', shellTexts.keyHelp],
  ['Esc', shellTexts.keyEscape],
  ['↑ ↓', shellTexts.keyRows],
  ['Enter', shellTexts.keyEnter],
];

const showEvent = 'minqiao:shortcuts';

/** Opens the list of shortcuts from anywhere in the shell. */
export function showShortcuts(): void {
  globalThis.dispatchEvent(new Event(showEvent));
}

/** Listens for `/` and `?`, and shows the list of shortcuts. */
export function Shortcuts() {
  const t = useText();
  const [open, setOpen] = useState(false);
  const keys = usePreference(singleKeys);
  useEffect(() => {
    const show = () => setOpen(true);
    const press = (event: KeyboardEvent) => keys === 'on' && onKey(event, show);
    globalThis.addEventListener('keydown', press);
    globalThis.addEventListener(showEvent, show);
    return () => {
      globalThis.removeEventListener('keydown', press);
      globalThis.removeEventListener(showEvent, show);
    };
  }, [keys]);
  return (
    <Modal open={open} title={t(shellTexts.shortcuts)} footer={null} onCancel={() => setOpen(false)}>
      <dl className="mq-keys">
        {listed.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(meaning)}</dd>
          </div>
        ))}
      </dl>
      <Checkbox
        checked={keys === 'on'}
        onChange={(event) => singleKeys.set(event.target.checked ? 'on' : 'off')}
      >
        {t(shellTexts.shortcutsOn)}
      </Checkbox>
    </Modal>
  );
}

function onKey(event: KeyboardEvent, show: () => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (event.key === '/') {
    event.preventDefault();
    document.getElementById(findPageId)?.focus();
  }
  if (event.key === '?') show();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
