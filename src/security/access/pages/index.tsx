import { SafetyOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '#web/kit/index.ts';
import { texts } from './texts.ts';

/** What is permitted to whom: readable by everybody who works here, changed by nobody in a page. */
export const pages: PageDefinition[] = [
  {
    path: '/policies',
    title: texts.title,
    group: 'administration',
    order: 60,
    icon: SafetyOutlined,
    component: lazy(() => import('./PoliciesPage.tsx').then((m) => ({ default: m.PoliciesPage }))),
  },
];
