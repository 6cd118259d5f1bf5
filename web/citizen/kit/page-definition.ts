import type { ComponentType, LazyExoticComponent } from 'react';
import type { Text } from '../../core/text.ts';

/** One page for citizens. A feature exports its list as `pages` from `pages-citizen/index.tsx`. */
export interface CitizenPage {
  /** Below /citizen, with `$name` for parameters. Never an identity number. */
  readonly path: string;
  readonly title: Text;
  /** Shown in the bar that is on every page: for what must be one tap away. */
  readonly nav?: boolean;
  /** A tile on the first page, with one sentence on what it is. */
  readonly tile?: Text;
  readonly order?: number;
  readonly component: LazyExoticComponent<ComponentType>;
}
