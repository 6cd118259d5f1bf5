import { KitProvider } from '../kit/KitProvider.tsx';
import { start } from '../start.tsx';
import { OfficerApp } from './OfficerApp.tsx';

start(
  <KitProvider>
    <OfficerApp />
  </KitProvider>,
);
