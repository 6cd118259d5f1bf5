import {
  ApartmentOutlined,
  AppstoreOutlined,
  BookOutlined,
  ClusterOutlined,
  FieldNumberOutlined,
  ProfileOutlined,
  TagsOutlined,
  UnorderedListOutlined,
} from '@ant-design/icons';
import { lazy } from 'react';
import type { PageDefinition } from '#web/kit/index.ts';
import { objectTexts } from './object-texts.ts';
import { standardsTexts as texts } from './texts.ts';

/** The standards browser: every officer may read what the node declares. */
export const pages: PageDefinition[] = [
  {
    path: '/standards/overview',
    title: texts.overview,
    group: 'standards',
    order: 10,
    icon: AppstoreOutlined,
    component: lazy(() => import('./OverviewPage.tsx').then((m) => ({ default: m.OverviewPage }))),
  },
  {
    path: '/standards/resources',
    title: texts.resources,
    group: 'standards',
    order: 20,
    icon: ApartmentOutlined,
    component: lazy(() => import('./ResourcesPage.tsx').then((m) => ({ default: m.ResourcesPage }))),
  },
  {
    path: '/standards/resources/$name',
    title: texts.resource,
    group: 'standards',
    parent: '/standards/resources',
    component: lazy(() => import('./resource/ResourcePage.tsx').then((m) => ({ default: m.ResourcePage }))),
  },
  {
    path: '/standards/elements',
    title: texts.elements,
    group: 'standards',
    order: 30,
    icon: ProfileOutlined,
    component: lazy(() => import('./ElementsPage.tsx').then((m) => ({ default: m.ElementsPage }))),
  },
  {
    path: '/standards/objects',
    title: texts.objects,
    group: 'standards',
    order: 35,
    icon: ClusterOutlined,
    component: lazy(() => import('./ObjectsPage.tsx').then((m) => ({ default: m.ObjectsPage }))),
  },
  {
    path: '/standards/objects/$name',
    title: objectTexts.objectClass,
    group: 'standards',
    parent: '/standards/objects',
    component: lazy(() => import('./ObjectClassPage.tsx').then((m) => ({ default: m.ObjectClassPage }))),
  },
  {
    path: '/standards/elements/$name',
    title: texts.element,
    group: 'standards',
    parent: '/standards/elements',
    component: lazy(() => import('./ElementPage.tsx').then((m) => ({ default: m.ElementPage }))),
  },
  {
    path: '/standards/code-lists',
    title: texts.codeLists,
    group: 'standards',
    order: 40,
    icon: UnorderedListOutlined,
    component: lazy(() => import('./CodeListsPage.tsx').then((m) => ({ default: m.CodeListsPage }))),
  },
  {
    path: '/standards/code-lists/$name',
    title: texts.codeList,
    group: 'standards',
    parent: '/standards/code-lists',
    component: lazy(() => import('./CodeListPage.tsx').then((m) => ({ default: m.CodeListPage }))),
  },
  {
    path: '/standards/qualifiers',
    title: texts.qualifiers,
    group: 'standards',
    order: 50,
    icon: TagsOutlined,
    component: lazy(() => import('./QualifiersPage.tsx').then((m) => ({ default: m.QualifiersPage }))),
  },
  {
    path: '/standards/number-rules',
    title: texts.numberRules,
    group: 'standards',
    order: 60,
    icon: FieldNumberOutlined,
    component: lazy(() => import('./NumberRulesPage.tsx').then((m) => ({ default: m.NumberRulesPage }))),
  },
  {
    path: '/standards/regulations',
    title: texts.regulations,
    group: 'standards',
    order: 70,
    icon: BookOutlined,
    component: lazy(() =>
      import('./regulations/RegulationsPage.tsx').then((m) => ({ default: m.RegulationsPage })),
    ),
  },
  {
    path: '/standards/regulations/articles',
    title: texts.articlesPage,
    group: 'standards',
    parent: '/standards/regulations',
    component: lazy(() =>
      import('./regulations/ArticlesPage.tsx').then((m) => ({ default: m.ArticlesPage })),
    ),
  },
  {
    path: '/standards/regulations/review',
    title: texts.toReviewPage,
    group: 'standards',
    parent: '/standards/regulations',
    component: lazy(() => import('./regulations/ReviewPage.tsx').then((m) => ({ default: m.ReviewPage }))),
  },
  {
    path: '/standards/regulations/$name',
    title: texts.document,
    group: 'standards',
    parent: '/standards/regulations',
    component: lazy(() =>
      import('./regulations/RegulationPage.tsx').then((m) => ({ default: m.RegulationPage })),
    ),
  },
  {
    path: '/standards/regulations/$name/$article',
    title: texts.article,
    group: 'standards',
    parent: '/standards/regulations',
    component: lazy(() => import('./regulations/ArticlePage.tsx').then((m) => ({ default: m.ArticlePage }))),
  },
];
