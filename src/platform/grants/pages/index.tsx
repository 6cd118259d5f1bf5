import { AuditOutlined, FileSearchOutlined, KeyOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition, Reminder } from '#web/kit/index.ts';
import { closingTexts, serviceTexts, texts } from './texts.ts';

export const reminders: Reminder[] = [
  {
    roles: ['registrar', 'patrol', 'verifier', 'supervisor'],
    component: lazy(() => import('./Reminders.tsx').then((m) => ({ default: m.Reminders }))),
  },
];

const applicants = ['registrar', 'patrol', 'verifier', 'supervisor'];

/** Access beyond the policies: applied for, decided, kept an eye on by both sides. */
export const pages: PageDefinition[] = [
  {
    path: '/grants',
    title: texts.mine,
    group: 'work',
    order: 60,
    icon: KeyOutlined,
    roles: applicants,
    component: lazy(() => import('./ApplicationsPage.tsx').then((m) => ({ default: m.MinePage }))),
  },
  {
    path: '/grants/inbox',
    title: texts.inbox,
    group: 'work',
    order: 70,
    icon: AuditOutlined,
    roles: ['supervisor'],
    component: lazy(() => import('./ApplicationsPage.tsx').then((m) => ({ default: m.InboxPage }))),
  },
  {
    path: '/grants/apply',
    title: texts.apply,
    group: 'work',
    parent: '/grants',
    roles: applicants,
    component: lazy(() => import('./ApplyPage.tsx').then((m) => ({ default: m.ApplyPage }))),
  },
  {
    path: '/grants/applications/$number',
    title: texts.application,
    group: 'work',
    parent: '/grants',
    roles: applicants,
    component: lazy(() => import('./ApplicationPage.tsx').then((m) => ({ default: m.ApplicationPage }))),
  },
  {
    path: '/standards/resources/$name/acts',
    title: closingTexts.acts,
    group: 'standards',
    parent: '/standards/resources',
    component: lazy(() => import('./ActsPage.tsx').then((m) => ({ default: m.ActsPage }))),
  },
  {
    path: '/services',
    title: serviceTexts.services,
    group: 'work',
    order: 50,
    icon: FileSearchOutlined,
    roles: applicants,
    component: lazy(() => import('./ServicesPage.tsx').then((m) => ({ default: m.ServicesPage }))),
  },
  {
    path: '/services/publish',
    title: serviceTexts.publish,
    group: 'work',
    parent: '/services',
    roles: ['supervisor'],
    component: lazy(() =>
      import('./PublishServicePage.tsx').then((m) => ({ default: m.PublishServicePage })),
    ),
  },
  {
    path: '/services/$name',
    title: serviceTexts.service,
    group: 'work',
    parent: '/services',
    roles: applicants,
    personalData: true,
    component: lazy(() => import('./ServicePage.tsx').then((m) => ({ default: m.ServicePage }))),
  },
];
