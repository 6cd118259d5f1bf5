import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { followLanguage } from '../core/language.ts';
import { loadSession } from '../core/session.ts';
import { followTheme } from '../core/theme.ts';
import { KitProvider } from '../kit/KitProvider.tsx';
import { OfficerApp } from './OfficerApp.tsx';

followLanguage();
followTheme();
void loadSession();

const root = document.getElementById('root');
if (!root) throw new Error('officer/index.html has no #root');
createRoot(root).render(
  <StrictMode>
    <KitProvider>
      <OfficerApp />
    </KitProvider>
  </StrictMode>,
);
