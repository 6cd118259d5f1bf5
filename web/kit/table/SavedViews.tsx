import { CloseOutlined, StarOutlined } from '@ant-design/icons';
import { Button, Input, Popover } from 'antd';
import { useState } from 'react';
import { useText } from '../../core/language.ts';
import { texts } from '../texts.ts';
import { maxViewName, type SavedView, type useSavedViews } from './saved-views.ts';

interface SavedViewsProps {
  readonly saved: ReturnType<typeof useSavedViews>;
  /** The view as it stands, without a name. */
  readonly present: () => Omit<SavedView, 'name'>;
  readonly onShow: (view: SavedView) => void;
}

/** The button of the named views: choose one, give the present one a name, let one go. */
export function SavedViews({ saved, present, onShow }: SavedViewsProps) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const save = () => {
    if (name.trim() === '') return;
    saved.save({ name: name.trim(), ...present() });
    setName('');
  };
  const list = (
    <div className="mq-saved-views">
      {saved.views.length === 0 && <p className="mq-soft">{t(texts.viewsNone)}</p>}
      {saved.views.map((view) => (
        <div key={view.name} className="mq-view">
          <Button
            type="text"
            onClick={() => {
              onShow(view);
              setOpen(false);
            }}
          >
            {view.name}
          </Button>
          <Button
            type="text"
            icon={<CloseOutlined />}
            aria-label={t(texts.viewRemove, { name: view.name })}
            onClick={() => saved.remove(view.name)}
          />
        </div>
      ))}
      <div className="mq-view">
        <Input
          value={name}
          maxLength={maxViewName}
          aria-label={t(texts.viewName)}
          placeholder={t(texts.viewName)}
          onChange={(event) => setName(event.target.value)}
          onPressEnter={save}
        />
        <Button onClick={save}>{t(texts.viewSave)}</Button>
      </div>
    </div>
  );
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      title={t(texts.views)}
      open={open}
      onOpenChange={setOpen}
      content={list}
    >
      <Button icon={<StarOutlined />} aria-label={t(texts.views)} title={t(texts.views)} />
    </Popover>
  );
}
