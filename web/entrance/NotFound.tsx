import { useText } from '../core/language.ts';
import { Page } from '../citizen/kit/Page.tsx';
import { buttonClass } from '../citizen/kit/Primitives.tsx';
import { citizenTexts as texts } from '../citizen/kit/texts.ts';

/** For an address of this node at which nothing is. */
export function NotFound() {
  const t = useText();
  return (
    <Page title={texts.notFound} lead={texts.notFoundHint}>
      <p>
        <a className={buttonClass(true)} href="/">
          {t(texts.home)}
        </a>
      </p>
    </Page>
  );
}
