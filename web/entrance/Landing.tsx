import { useEffect } from 'react';
import { useText } from '../core/language.ts';
import { useSessionState } from '../core/session.ts';
import { entranceTexts as texts } from './texts.ts';

/** The first page of the node: what it is, what it promises, and the ways in. */
export function Landing({ demo }: { demo: boolean }) {
  const t = useText();
  const state = useSessionState();
  const signedIn = state.status === 'signed-in';
  useEffect(() => {
    document.title = t({ zh: '民桥', en: 'Minqiao' });
  }, [t]);
  const ways = [
    ...(demo ? [{ to: '/demo', title: texts.demo, hint: texts.demoHint }] : []),
    { to: signedIn ? '/app' : '/sign-in', title: texts.officers, hint: texts.officersHint },
    { to: '/citizen', title: texts.citizens, hint: texts.citizensHint },
    { to: '/docs', title: texts.docs, hint: texts.docsHint },
  ];
  const promises = [
    [texts.promise1, texts.promise1Why],
    [texts.promise2, texts.promise2Why],
    [texts.promise3, texts.promise3Why],
  ] as const;
  return (
    <>
      <div className="hero">
        <h1>{t(texts.headline)}</h1>
        <p>{t(texts.lead)}</p>
        <Bridge />
      </div>
      <ul className="tiles tiles-small">
        {ways.map((way) => (
          <li key={way.to + way.title.en}>
            <a className={way.to === '/demo' ? 'tile tile-first' : 'tile'} href={way.to}>
              <strong>{t(way.title)}</strong>
              <span className="soft">{t(way.hint)}</span>
            </a>
          </li>
        ))}
      </ul>
      <section className="section">
        <h2>{t(texts.promises)}</h2>
        <ul className="tiles">
          {promises.map(([promise, why]) => (
            <li key={promise.en} className="card">
              <h3>{t(promise)}</h3>
              <p className="soft">{t(why)}</p>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

/** Openings of the bridge: x of both feet and height, widest and highest in the middle, mirrored. */
const openings = [
  [24, 104, 26],
  [122, 222, 36],
  [240, 360, 46],
  [378, 622, 70],
  [640, 760, 46],
  [778, 878, 36],
  [896, 976, 26],
] as const;

/** A stone bridge over water. */
function Bridge() {
  const arches = openings
    .map(([from, to, height]) => `M${from} 112 A${(to - from) / 2} ${height} 0 0 1 ${to} 112 Z`)
    .join(' ');
  const wave = (y: number) => `M0 ${y} q12.5 -7 25 0 ${'t25 0 '.repeat(39)}`;
  return (
    <svg viewBox="0 0 1000 150" aria-hidden="true">
      <path
        d={`M0 78 Q500 -22 1000 78 V112 H0 Z ${arches}`}
        fill="currentColor"
        fillRule="evenodd"
        opacity="0.16"
      />
      <path d="M0 78 Q500 -22 1000 78" fill="none" stroke="currentColor" strokeWidth="5" />
      <path d={arches.replaceAll(' Z', '')} fill="none" stroke="currentColor" strokeWidth="2.5" />
      <path d={wave(126)} fill="none" stroke="currentColor" strokeWidth="2.5" opacity="0.5" />
      <path d={wave(140)} fill="none" stroke="currentColor" strokeWidth="2.5" opacity="0.25" />
    </svg>
  );
}
