import { Modal } from 'antd';
import { RecordForm, useText, type FormPlan } from '#web/kit/index.ts';
import type { Named } from '../data.ts';
import { editorTexts as texts } from '../texts.ts';
import { slugOf } from './draft.ts';

const plan: FormPlan = {
  groups: [
    {
      title: texts.newElementTitle,
      fields: [
        { name: 'zh', label: texts.zhTitle, control: 'text', required: true },
        { name: 'en', label: texts.enTitle, control: 'text', required: true },
        { name: 'name', label: texts.name, control: 'text', hint: texts.nameHint },
      ],
    },
  ],
};

interface NewElementProps {
  readonly typed: string;
  readonly onClose: () => void;
  readonly onMake: (element: Named) => void;
}

/** What a new element is called; the rest of its entry is written beside the resource, in the same proposal. */
export function NewElement({ typed, onClose, onMake }: NewElementProps) {
  const t = useText();
  return (
    <Modal open title={t(texts.newElementTitle)} footer={null} onCancel={onClose}>
      <RecordForm
        form="registry.new-element"
        plan={plan}
        initial={{ zh: typed }}
        submitLabel={texts.makeElement}
        onCancel={onClose}
        onSubmit={async ({ zh, en, name }) => {
          const title = { zh: textOf(zh), en: textOf(en) };
          onMake({ name: textOf(name) || slugOf(title.en), title });
        }}
      />
    </Modal>
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
