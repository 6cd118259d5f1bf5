import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { followLanguage } from '../../core/language.ts';
import { followTheme } from '../../core/theme.ts';
import { setIdentifierRules } from '../form/identifier-check.ts';
import { KitProvider } from '../KitProvider.tsx';
import { plainSearch } from '../navigation.ts';
import { Gallery } from './Gallery.tsx';
import '../../officer/shell/shell.css';

followLanguage();
followTheme();
void import('../../officer/identifier-rules.ts').then(({ identifierRules }) =>
  setIdentifierRules(identifierRules('demo')),
);

const router = createRouter({
  routeTree: createRootRoute({ component: Gallery }),
  history: createMemoryHistory(),
  ...plainSearch,
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <KitProvider>
      <RouterProvider router={router} />
    </KitProvider>,
  );
}
