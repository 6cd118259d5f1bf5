import { useEffect, type ReactNode } from 'react';
import { useText } from '../../core/language.ts';
import type { Text } from '../../core/text.ts';
import { Link } from './Link.tsx';
import { citizenTexts as texts } from './texts.ts';

interface PageProps {
  readonly title: Text | string;
  readonly lead?: Text | string;
  /** Path of the page above, for the link back. */
  readonly back?: string;
  readonly children: ReactNode;
}

/** The frame of a citizens' page: link back, h1, one sentence, one column. */
export function Page({ title, lead, back, children }: PageProps) {
  const t = useText();
  const words = (text: Text | string) => (typeof text === 'string' ? text : t(text));
  const heading = words(title);
  useEffect(() => {
    document.title = `${heading} · ${t(texts.product)}`;
  }, [heading, t]);
  return (
    <>
      {back && (
        <Link to={back} className="back">
          ← {t(texts.back)}
        </Link>
      )}
      <header className="page-head">
        <h1 tabIndex={-1}>{heading}</h1>
        {lead && <p>{words(lead)}</p>}
      </header>
      <div className="stack">{children}</div>
    </>
  );
}
