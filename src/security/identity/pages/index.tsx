import {
  ApiOutlined,
  AuditOutlined,
  DesktopOutlined,
  IdcardOutlined,
  KeyOutlined,
  SafetyCertificateOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '#web/kit/index.ts';
import { identityTexts } from './texts.ts';

const administrators = ['system-administrator', 'security-administrator'];

const accountPage = lazy(() => import('./AccountPage.tsx').then((m) => ({ default: m.AccountPage })));

/** The pages of the administration, and one's own sessions. */
export const pages: PageDefinition[] = [
  {
    path: '/administration/officers',
    title: identityTexts.officers,
    group: 'administration',
    order: 10,
    icon: TeamOutlined,
    roles: administrators,
    personalData: true,
    component: lazy(() => import('./AccountsPage.tsx').then((m) => ({ default: m.OfficersPage }))),
  },
  {
    path: '/administration/officers/$id',
    title: identityTexts.account,
    group: 'administration',
    parent: '/administration/officers',
    roles: administrators,
    personalData: true,
    component: accountPage,
  },
  {
    path: '/administration/clients',
    title: identityTexts.clients,
    group: 'administration',
    order: 20,
    icon: ApiOutlined,
    roles: administrators,
    component: lazy(() => import('./AccountsPage.tsx').then((m) => ({ default: m.ClientsPage }))),
  },
  {
    path: '/administration/clients/$id',
    title: identityTexts.account,
    group: 'administration',
    parent: '/administration/clients',
    roles: administrators,
    component: accountPage,
  },
  {
    path: '/administration/certificates',
    title: identityTexts.certificates,
    group: 'administration',
    order: 25,
    icon: IdcardOutlined,
    roles: administrators,
    personalData: true,
    component: lazy(() => import('./CertificatesPage.tsx').then((m) => ({ default: m.CertificatesPage }))),
  },
  {
    path: '/administration/sessions',
    title: identityTexts.sessions,
    group: 'administration',
    order: 30,
    icon: DesktopOutlined,
    roles: administrators,
    personalData: true,
    component: lazy(() => import('./SessionsPage.tsx').then((m) => ({ default: m.SessionsPage }))),
  },
  {
    path: '/administration/approvals',
    title: identityTexts.approvals,
    group: 'administration',
    order: 40,
    icon: AuditOutlined,
    roles: administrators,
    component: lazy(() => import('./ApprovalsPage.tsx').then((m) => ({ default: m.ApprovalsPage }))),
  },
  {
    path: '/administration/roles',
    title: identityTexts.rolesPage,
    group: 'administration',
    order: 50,
    icon: SafetyCertificateOutlined,
    roles: administrators,
    component: lazy(() => import('./RolesPage.tsx').then((m) => ({ default: m.RolesPage }))),
  },
  {
    path: '/person/sessions',
    title: identityTexts.mySessions,
    group: 'person',
    order: 10,
    icon: KeyOutlined,
    component: lazy(() => import('./MySessionsPage.tsx').then((m) => ({ default: m.MySessionsPage }))),
  },
];
