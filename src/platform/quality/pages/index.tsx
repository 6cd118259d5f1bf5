import { BugOutlined, ExceptionOutlined, FileDoneOutlined, NotificationOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '#web/kit/index.ts';
import { texts } from './texts.ts';

const filers = ['registrar', 'patrol', 'verifier'];
const owners = ['registrar', 'supervisor'];
const overseers = [...owners, 'standards-officer'];

/** The same page for who filed it and for who answers. */
const correctionPage = lazy(() =>
  import('./CorrectionPage.tsx').then((m) => ({ default: m.CorrectionPage })),
);

/** Errors in records: found, said, put right, told. */
export const pages: PageDefinition[] = [
  {
    path: '/quality/findings',
    title: texts.findings,
    group: 'records',
    order: 50,
    icon: BugOutlined,
    roles: overseers,
    component: lazy(() => import('./FindingsPage.tsx').then((m) => ({ default: m.FindingsPage }))),
  },
  {
    path: '/quality/findings/$number',
    title: texts.finding,
    group: 'records',
    parent: '/quality/findings',
    roles: overseers,
    component: lazy(() => import('./FindingPage.tsx').then((m) => ({ default: m.FindingPage }))),
  },
  {
    path: '/quality/inbox',
    title: texts.inbox,
    group: 'records',
    order: 60,
    icon: ExceptionOutlined,
    roles: overseers,
    component: lazy(() => import('./CorrectionsPage.tsx').then((m) => ({ default: m.InboxPage }))),
  },
  {
    path: '/quality/inbox/$number',
    title: texts.correction,
    group: 'records',
    parent: '/quality/inbox',
    roles: overseers,
    personalData: true,
    component: correctionPage,
  },
  {
    path: '/quality/own',
    title: texts.own,
    group: 'work',
    order: 80,
    icon: FileDoneOutlined,
    roles: filers,
    component: lazy(() => import('./CorrectionsPage.tsx').then((m) => ({ default: m.OwnPage }))),
  },
  {
    path: '/quality/own/$number',
    title: texts.correction,
    group: 'work',
    parent: '/quality/own',
    roles: filers,
    personalData: true,
    component: correctionPage,
  },
  {
    path: '/quality/report/$resource/$id',
    title: texts.report,
    group: 'work',
    parent: '/quality/own',
    roles: filers,
    personalData: true,
    component: lazy(() => import('./ReportPage.tsx').then((m) => ({ default: m.ReportPage }))),
  },
  {
    path: '/quality/notices',
    title: texts.notices,
    group: 'work',
    order: 90,
    icon: NotificationOutlined,
    roles: filers,
    component: lazy(() => import('./NoticesPage.tsx').then((m) => ({ default: m.NoticesPage }))),
  },
];
