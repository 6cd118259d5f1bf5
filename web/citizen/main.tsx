import { start } from '../start.tsx';
import { CitizenApp } from './CitizenApp.tsx';
import { followSize } from './kit/display.ts';

followSize();
start(<CitizenApp />);
