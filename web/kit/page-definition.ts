import type { ComponentType, LazyExoticComponent } from 'react';
import { createContext, useContext } from 'react';
import type { Text } from '../core/text.ts';
import type { Purpose } from './purpose/purpose.ts';

/** The branches of the menu, in the order in which the menu shows them. */
export const pageGroups = {
  work: { zh: '我的工作', en: 'My work' },
  records: { zh: '信息登记', en: 'Registration' },
  oversight: { zh: '督察审计', en: 'Oversight' },
  standards: { zh: '标准目录', en: 'Standards' },
  administration: { zh: '系统管理', en: 'Administration' },
  /** Not in the left menu but in the person's own, top right. */
  person: { zh: '个人', en: 'Personal' },
} as const satisfies Record<string, Text>;

export type PageGroup = keyof typeof pageGroups;

/** One page of the officers' application. A feature exports its list as `pages` from `pages/index.tsx`. */
export interface PageDefinition {
  /** Below /app, with `$name` for parameters: `/registration/$resource/$id`. Never an identity number. */
  readonly path: string;
  readonly title: Text;
  readonly group: PageGroup;
  /** An icon of @ant-design/icons. */
  readonly icon?: ComponentType;
  /** Who sees it: any one of these roles; absent means everyone signed in. The server decides for itself. */
  readonly roles?: readonly string[];
  /** Place within the group, small first. */
  readonly order?: number;
  /** A page below another (a detail): not in the menu, its parent's path is its breadcrumb. */
  readonly parent?: string;
  /** Shows personal data: the page bears the watermark. */
  readonly personalData?: boolean;
  /** `lazy(() => import('./LookUpPage.tsx'))`, a default export. */
  readonly component: LazyExoticComponent<ComponentType>;
}

/** A feature's way to open a purpose of its kind; exported as `purposeOpeners` from `pages/index.tsx`. */
export interface PurposeOpener {
  readonly kind: string;
  readonly title: Text;
  readonly roles?: readonly string[];
  readonly component: LazyExoticComponent<ComponentType<PurposeOpenerProps>>;
}

/** What a feature has to remind of on the first page; exported as `reminders` from `pages/index.tsx`. Shows nothing when nothing is due. */
export interface Reminder {
  readonly roles?: readonly string[];
  readonly component: LazyExoticComponent<ComponentType>;
}

export interface PurposeOpenerProps {
  /** Call with the purpose just opened: it comes into force at once. */
  readonly onOpened: (purpose: Purpose) => void;
  readonly onCancel: () => void;
}

/** What the shell tells the page that it shows. */
export interface PagePlace {
  readonly definition: PageDefinition;
  readonly parents: readonly PageDefinition[];
  readonly openers: readonly PurposeOpener[];
  /** Names the tab of this page (its title with what it is about). */
  readonly nameTab: (title: string) => void;
}

export const PagePlaceContext = createContext<PagePlace | undefined>(undefined);

/** Where the present page stands; undefined outside the shell (gallery, sign-in). */
export function usePagePlace(): PagePlace | undefined {
  return useContext(PagePlaceContext);
}
