import {
  BarChartOutlined,
  FileProtectOutlined,
  QuestionCircleOutlined,
  SafetyCertificateOutlined,
  SolutionOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '#web/kit/index.ts';
import { texts } from './texts.ts';

const roles = ['auditor'];

/** The pages of those who oversee: the ledger, its verification, questions, counts. */
export const pages: PageDefinition[] = [
  {
    path: '/audit/entries',
    title: texts.ledger,
    group: 'oversight',
    order: 10,
    icon: UnorderedListOutlined,
    roles,
    component: lazy(() => import('./LedgerPage.tsx').then((m) => ({ default: m.LedgerPage }))),
  },
  {
    path: '/audit/person',
    title: texts.person,
    group: 'oversight',
    order: 20,
    icon: SolutionOutlined,
    roles,
    personalData: true,
    component: lazy(() => import('./PersonPage.tsx').then((m) => ({ default: m.PersonPage }))),
  },
  {
    path: '/audit/questions',
    title: texts.questions,
    group: 'oversight',
    order: 30,
    icon: QuestionCircleOutlined,
    roles,
    component: lazy(() => import('./QuestionsPage.tsx').then((m) => ({ default: m.QuestionsPage }))),
  },
  {
    path: '/audit/questions/$id',
    title: texts.question,
    group: 'oversight',
    parent: '/audit/questions',
    roles,
    personalData: true,
    component: lazy(() => import('./QuestionPage.tsx').then((m) => ({ default: m.QuestionPage }))),
  },
  {
    path: '/audit/verification',
    title: texts.verification,
    group: 'oversight',
    order: 40,
    icon: SafetyCertificateOutlined,
    roles,
    component: lazy(() => import('./VerificationPage.tsx').then((m) => ({ default: m.VerificationPage }))),
  },
  {
    path: '/audit/checkpoints',
    title: texts.checkpoints,
    group: 'oversight',
    order: 50,
    icon: FileProtectOutlined,
    roles,
    component: lazy(() => import('./CheckpointsPage.tsx').then((m) => ({ default: m.CheckpointsPage }))),
  },
  {
    path: '/audit/survey',
    title: texts.survey,
    group: 'oversight',
    order: 60,
    icon: BarChartOutlined,
    roles,
    component: lazy(() => import('./SurveyPage.tsx').then((m) => ({ default: m.SurveyPage }))),
  },
];
