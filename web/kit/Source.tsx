import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useText } from '../core/language.ts';
import { texts } from './texts.ts';

/** A text for machines, as it is, to read and to take along. */
export function Source({ label, text }: { label: string; text: string }) {
  const t = useText();
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard?.writeText(text); // absent on plain-http intranets: then it is marked and copied by hand
    message.success(t(texts.copied));
  };
  return (
    <div className="mq-text-source">
      {'clipboard' in navigator && (
        <Button size="small" icon={<CopyOutlined />} className="mq-no-print" onClick={() => void copy()}>
          {t(texts.copy)}
        </Button>
      )}
      <pre tabIndex={0} role="region" aria-label={label}>
        {text}
      </pre>
    </div>
  );
}
