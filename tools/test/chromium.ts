/** Finds the Chromium that page tests drive. */
import { accessSync, constants } from 'node:fs';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of an executable Chromium: CHROMIUM_PATH first, then where Linux distributions put it. */
export function findChromium(
  configured: string | undefined = process.env['CHROMIUM_PATH'],
): string | undefined {
  const places = configured === undefined || configured === '' ? usual : [configured];
  return places.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
