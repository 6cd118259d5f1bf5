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
      <ul className="tiles">
        {ways.map((way) => (
          <li key={way.to + way.title.en}>
            <a className="tile" href={way.to}>
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

/** A bridge of seven arches over water. */
function Bridge() {
  const arches = Array.from({ length: 7 }, (_, index) => 60 + index * 130);
  return (
    <svg viewBox="0 0 1000 150" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="3">
      <path d="M0 62 Q500 18 1000 62" strokeWidth="5" />
      {arches.map((x) => (
        <path
          key={x}
          d={`M${x - 55} 118 V${rise(x - 55)} M${x + 55} 118 V${rise(x + 55)} M${x - 55} 118 A55 50 0 0 1 ${x + 55} 118`}
          opacity="0.75"
        />
      ))}
      <path
        d="M0 128 q25 -10 50 0 t50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0"
        opacity="0.4"
      />
      <path
        d="M30 142 q25 -8 50 0 t50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0 50 0"
        opacity="0.2"
      />
    </svg>
  );
}

/** Height of the deck at x: the curve of the first path. */
function rise(x: number): number {
  const along = x / 1000;
  return Math.round(62 * (1 - along) ** 2 + 36 * along * (1 - along) + 62 * along ** 2 + 2);
}
