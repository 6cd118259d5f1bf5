import { useSessionState } from '../core/session.ts';
import { Frame } from '../citizen/kit/Frame.tsx';
import { usePath } from '../citizen/kit/router.ts';
import { DemoPicker } from './DemoPicker.tsx';
import { useDemoIdentities } from './demo-identities.ts';
import { Landing } from './Landing.tsx';
import { NotFound } from './NotFound.tsx';
import { SignIn } from './SignIn.tsx';

/** What stands before the applications: what this is (`/`), the way in (`/sign-in`), and whom one may be (`/demo`). */
export function Entrance() {
  const path = usePath();
  const state = useSessionState();
  const identities = useDemoIdentities();
  const demo =
    identities.status === 'ready' || (state.status === 'signed-in' && state.session.profile === 'demo');
  return (
    <Frame home="/" demo={demo} wide>
      {path === '/demo' && <DemoPicker identities={identities} />}
      {path.startsWith('/sign-in') && <SignIn demo={demo} />}
      {path === '/' && <Landing demo={demo} />}
      {!/^\/(demo|sign-in(\/.*)?)?$/.test(path) && <NotFound />}
    </Frame>
  );
}
