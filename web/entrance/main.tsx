import { followSize } from '../citizen/kit/display.ts';
import { start } from '../start.tsx';
import { Entrance } from './Entrance.tsx';

followSize();
start(<Entrance />);
