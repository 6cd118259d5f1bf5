import {
  AuditOutlined,
  FormOutlined,
  IdcardOutlined,
  LoginOutlined,
  SearchOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition, PurposeOpener } from '#web/kit/index.ts';
import { deskTexts } from './texts.ts';

/** Who looks at records; a supervisor assigns and approves, and sees none. */
const readers = ['verifier', 'registrar'];
const desks = [...readers, 'supervisor'];
const registration = ['registrar', 'supervisor'];

/** The pages of both desks. */
export const pages: PageDefinition[] = [
  {
    path: '/lookup',
    title: deskTexts.lookUp,
    group: 'work',
    order: 10,
    icon: SearchOutlined,
    roles: readers,
    personalData: true,
    component: lazy(() => import('./look-up/LookUpPage.tsx').then((m) => ({ default: m.LookUpPage }))),
  },
  {
    path: '/visits',
    title: deskTexts.visits,
    group: 'work',
    order: 20,
    icon: IdcardOutlined,
    roles: ['verifier', 'supervisor'],
    component: lazy(() => import('./VisitsPage.tsx').then((m) => ({ default: m.VisitsPage }))),
  },
  {
    path: '/duty',
    title: { zh: '在岗签到', en: 'Duty' },
    group: 'work',
    order: 30,
    icon: LoginOutlined,
    roles: desks,
    component: lazy(() => import('./DutyPage.tsx').then((m) => ({ default: m.DutyPage }))),
  },
  {
    path: '/registration',
    title: deskTexts.requests,
    group: 'records',
    order: 10,
    icon: FormOutlined,
    roles: registration,
    component: lazy(() => import('./registration/QueuePage.tsx').then((m) => ({ default: m.QueuePage }))),
  },
  {
    path: '/registration/requests/$reference',
    title: { zh: '登记事项', en: 'Request' },
    group: 'records',
    parent: '/registration',
    roles: registration,
    component: lazy(() => import('./registration/RequestPage.tsx').then((m) => ({ default: m.RequestPage }))),
  },
  {
    path: '/registration/records/$resource/new',
    title: { zh: '新建记录', en: 'New record' },
    group: 'records',
    parent: '/registration',
    roles: ['registrar'],
    personalData: true,
    component: lazy(() => import('./registration/CreatePage.tsx').then((m) => ({ default: m.CreatePage }))),
  },
  {
    path: '/registration/records/$resource/$id',
    title: deskTexts.record,
    group: 'records',
    parent: '/registration',
    roles: ['registrar'],
    personalData: true,
    component: lazy(() => import('./registration/RecordPage.tsx').then((m) => ({ default: m.RecordPage }))),
  },
  {
    path: '/erasures',
    title: deskTexts.erasures,
    group: 'records',
    order: 40,
    icon: AuditOutlined,
    roles: ['supervisor'],
    component: lazy(() =>
      import('./registration/ErasuresPage.tsx').then((m) => ({ default: m.ErasuresPage })),
    ),
  },
];

/** How a purpose of the desks is opened from the purpose bar. */
export const purposeOpeners: PurposeOpener[] = [
  {
    kind: 'verification',
    title: deskTexts.newVisit,
    roles: ['verifier'],
    component: lazy(() => import('./OpenVisit.tsx').then((m) => ({ default: m.OpenVisit }))),
  },
  {
    kind: 'registration',
    title: deskTexts.newRequest,
    roles: ['registrar'],
    component: lazy(() => import('./OpenRequest.tsx').then((m) => ({ default: m.OpenRequest }))),
  },
];
