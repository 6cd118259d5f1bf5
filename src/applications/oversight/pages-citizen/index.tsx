import { lazy } from 'react';
import type { CitizenPage } from '#web/citizen/kit/index.ts';
import { texts } from './texts.ts';

/** What a citizen sees of the ledger. */
export const pages: CitizenPage[] = [
  {
    path: '/accesses',
    title: texts.accesses,
    nav: true,
    tile: texts.accessesTile,
    order: 10,
    component: lazy(() => import('./AccessesPage.tsx').then((m) => ({ default: m.AccessesPage }))),
  },
  {
    path: '/questions',
    title: texts.questions,
    nav: true,
    tile: texts.questionsTile,
    order: 20,
    component: lazy(() => import('./QuestionsPage.tsx').then((m) => ({ default: m.QuestionsPage }))),
  },
  {
    path: '/acts',
    title: texts.acts,
    tile: texts.actsTile,
    order: 30,
    component: lazy(() => import('./ActsPage.tsx').then((m) => ({ default: m.ActsPage }))),
  },
];
