/** The least that it takes to show the list: a static page that holds it, from its address to the painted list. */
import type { Browser } from 'playwright-core';

/** Answers what opens it once, in ms. */
export async function openBareTree(
  browser: Browser,
  terms: readonly string[],
): Promise<() => Promise<number>> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const items = terms.map((term) => `<li>${term.replaceAll('<', '&lt;')}</li>`).join('');
  return async () => {
    await page.goto('about:blank');
    return page.evaluate(
      (items) =>
        new Promise<number>((opened) => {
          const begun = performance.now();
          document.body.innerHTML = `<ul>${items}</ul>`;
          requestAnimationFrame(() => requestAnimationFrame(() => opened(performance.now() - begun)));
        }),
      items,
    );
  };
}
