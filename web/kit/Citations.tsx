import { Fragment } from 'react';
import { useText } from '../core/language.ts';
import type { Text } from '../core/text.ts';
import { PageLink } from './PageLink.tsx';

/** Where the regulations library shows what a citation names: `decree-799#16` is `/standards/regulations/decree-799/16`. */
export function citationPath(citation: string): string {
  const [cited = ''] = citation.split('@');
  return `/standards/regulations/${cited.replace('#', '/')}`;
}

/** What something rests on, as the server names it, each a link to its page in the library. */
export function Citations({ of }: { of: readonly { readonly citation: string; readonly title: Text }[] }) {
  const t = useText();
  return of.map(({ citation, title }, place) => (
    <Fragment key={citation}>
      {place > 0 && t({ zh: '、', en: '; ' })}
      <PageLink to={citationPath(citation)}>{t(title)}</PageLink>
    </Fragment>
  ));
}
