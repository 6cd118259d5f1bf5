import { useText } from '../core/language.ts';
import { PageLink } from '../kit/PageLink.tsx';
import { Empty } from '../kit/ProblemView.tsx';
import { texts } from '../kit/texts.ts';

export function NotFound() {
  const t = useText();
  return (
    <div className="mq-page">
      <h1 className="mq-hidden">{t(texts.notFound)}</h1>
      <Empty title={t(texts.notFound)} hint={t(texts.notFoundAction)}>
        <PageLink to="/">{t({ zh: '返回首页', en: 'Back to the start' })}</PageLink>
      </Empty>
    </div>
  );
}
