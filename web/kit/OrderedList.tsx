import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useText } from '../core/language.ts';
import { texts } from './texts.ts';

interface OrderedListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** What an item is called, for its buttons. */
  readonly nameOf: (item: Item) => string;
  readonly render: (item: Item, place: number) => ReactNode;
  readonly onChange: (items: readonly Item[]) => void;
}

/** A list whose order has a meaning: moved by its buttons or by Alt with the arrow keys, wherever in an item one is. */
export function OrderedList<Item>(props: OrderedListProps<Item>) {
  const { label, items, keyOf, render, onChange } = props;
  const list = useRef<HTMLOListElement>(null);
  const follow = useRef<Follow | undefined>(undefined);
  useEffect(() => focusMoved(list.current, follow));
  const move = (from: number, by: -1 | 1, act: string) => {
    const to = from + by;
    const moved = items[from];
    if (moved === undefined || to < 0 || to >= items.length) return;
    follow.current = { key: keyOf(moved), act };
    onChange(items.toSpliced(from, 1).toSpliced(to, 0, moved));
  };
  const onKey = (event: KeyboardEvent, place: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(place, event.key === 'ArrowUp' ? -1 : 1, event.key === 'ArrowUp' ? 'up' : 'down');
  };
  return (
    <ol className="mq-ordered" aria-label={label} ref={list}>
      {items.map((item, place) => (
        <li key={keyOf(item)} data-key={keyOf(item)} onKeyDown={(event) => onKey(event, place)}>
          <div className="mq-ordered-main">{render(item, place)}</div>
          <ItemActs
            {...props}
            item={item}
            place={place}
            onMove={move}
            onRemove={() => onChange(items.toSpliced(place, 1))}
          />
        </li>
      ))}
    </ol>
  );
}

interface ItemActsProps<Item> extends Pick<OrderedListProps<Item>, 'items' | 'nameOf'> {
  readonly item: Item;
  readonly place: number;
  readonly onMove: (place: number, by: -1 | 1, act: string) => void;
  readonly onRemove: () => void;
}

function ItemActs<Item>({ items, nameOf, item, place, onMove, onRemove }: ItemActsProps<Item>) {
  const t = useText();
  const named = (act: keyof typeof texts) => t(texts.itemOf, { act: t(texts[act]), item: nameOf(item) });
  return (
    <div className="mq-ordered-acts">
      <Button
        size="small"
        data-act="up"
        aria-label={named('moveUp')}
        title={`${t(texts.moveUp)} (Alt+↑)`}
        icon={<ArrowUpOutlined />}
        disabled={place === 0}
        onClick={() => onMove(place, -1, 'up')}
      />
      <Button
        size="small"
        data-act="down"
        aria-label={named('moveDown')}
        title={`${t(texts.moveDown)} (Alt+↓)`}
        icon={<ArrowDownOutlined />}
        disabled={place === items.length - 1}
        onClick={() => onMove(place, 1, 'down')}
      />
      <Button
        size="small"
        aria-label={named('remove')}
        title={t(texts.remove)}
        icon={<DeleteOutlined />}
        onClick={onRemove}
      />
    </div>
  );
}

interface Follow {
  readonly key: string;
  readonly act: string;
}

/** The focus goes along with what was moved: to the same button, or to its twin at an end of the list. */
function focusMoved(list: HTMLElement | null, follow: { current: Follow | undefined }): void {
  const moved = follow.current;
  if (!moved || !list) return;
  follow.current = undefined;
  const item = [...list.children].find((child) => (child as HTMLElement).dataset['key'] === moved.key);
  if (item?.contains(document.activeElement) && !isDisabled(document.activeElement)) return;
  const buttons = [...(item?.querySelectorAll<HTMLButtonElement>('button[data-act]') ?? [])];
  const enabled = buttons.filter((button) => !button.disabled);
  (enabled.find((button) => button.dataset['act'] === moved.act) ?? enabled[0])?.focus();
}

function isDisabled(element: Element | null): boolean {
  return element instanceof HTMLButtonElement && element.disabled;
}
