import { FileDoneOutlined, InboxOutlined } from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '#web/kit/index.ts';
import { packTexts } from './packs/texts.ts';
import { registryTexts as texts } from './texts.ts';

/** Proposals: everyone who works here may read them; who may write and decide is the server's to say. */
export const pages: PageDefinition[] = [
  {
    path: '/standards/proposals',
    title: texts.proposals,
    group: 'standards',
    order: 15,
    icon: FileDoneOutlined,
    component: lazy(() => import('./ProposalsPage.tsx').then((m) => ({ default: m.ProposalsPage }))),
  },
  {
    path: '/standards/proposals/new',
    title: texts.newProposal,
    group: 'standards',
    parent: '/standards/proposals',
    component: lazy(() => import('./editor/NewPage.tsx').then((m) => ({ default: m.NewPage }))),
  },
  {
    path: '/standards/proposals/import',
    title: texts.importTable,
    group: 'standards',
    parent: '/standards/proposals',
    component: lazy(() => import('./ImportTablePage.tsx').then((m) => ({ default: m.ImportTablePage }))),
  },
  {
    path: '/standards/proposals/$number',
    title: texts.proposal,
    group: 'standards',
    parent: '/standards/proposals',
    component: lazy(() => import('./proposal/ProposalPage.tsx').then((m) => ({ default: m.ProposalPage }))),
  },
  {
    path: '/standards/proposals/$number/edit',
    title: texts.editProposal,
    group: 'standards',
    parent: '/standards/proposals',
    component: lazy(() => import('./editor/RevisePage.tsx').then((m) => ({ default: m.RevisePage }))),
  },
  {
    path: '/standards/packs',
    title: packTexts.packs,
    group: 'standards',
    order: 16,
    icon: InboxOutlined,
    roles: ['standards-officer', 'standards-reviewer', 'supervisor'],
    component: lazy(() => import('./packs/PacksPage.tsx').then((m) => ({ default: m.PacksPage }))),
  },
  {
    path: '/standards/packs/$pack',
    title: packTexts.pack,
    group: 'standards',
    parent: '/standards/packs',
    component: lazy(() => import('./packs/PackPage.tsx').then((m) => ({ default: m.PackPage }))),
  },
  {
    path: '/standards/declarations/$kind/$name',
    title: texts.declaration,
    group: 'standards',
    parent: '/standards/overview',
    component: lazy(() => import('./DeclarationPage.tsx').then((m) => ({ default: m.DeclarationPage }))),
  },
];
