import { lazy } from 'react';
import type { CitizenPage } from '#web/citizen/kit/index.ts';
import { texts } from './texts.ts';

/** What a citizen says is wrong in their own records. */
export const pages: CitizenPage[] = [
  {
    path: '/corrections',
    title: texts.corrections,
    tile: texts.tile,
    order: 25,
    component: lazy(() => import('./CorrectionsPage.tsx').then((m) => ({ default: m.CorrectionsPage }))),
  },
];
