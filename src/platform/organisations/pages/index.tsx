import { BankOutlined, CloudUploadOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '#web/kit/index.ts';
import { texts } from './texts.ts';

/** The registry of organisation codes: everybody reads it, standards officers keep it. */
export const pages: PageDefinition[] = [
  {
    path: '/standards/organisations',
    title: texts.organisations,
    group: 'standards',
    order: 80,
    icon: BankOutlined,
    component: lazy(() => import('./OrganisationsPage.tsx').then((m) => ({ default: m.OrganisationsPage }))),
  },
  {
    path: '/standards/organisations/$code',
    title: texts.organisation,
    group: 'standards',
    parent: '/standards/organisations',
    component: lazy(() => import('./OrganisationPage.tsx').then((m) => ({ default: m.OrganisationPage }))),
  },
  {
    path: '/standards/organisation-imports',
    title: texts.imports,
    group: 'standards',
    order: 85,
    icon: CloudUploadOutlined,
    roles: ['standards-officer'],
    component: lazy(() => import('./ImportsPage.tsx').then((m) => ({ default: m.ImportsPage }))),
  },
  {
    path: '/standards/organisation-imports/$id',
    title: texts.import,
    group: 'standards',
    roles: ['standards-officer'],
    parent: '/standards/organisation-imports',
    component: lazy(() => import('./ImportPage.tsx').then((m) => ({ default: m.ImportPage }))),
  },
];
