import { useQuery } from '@tanstack/react-query';
import { Notice, PageLink, api, useText } from '#web/kit/index.ts';
import type { Text } from '#web/kit/index.ts';
import type { RemindersWire } from '../schema.ts';
import { reminderTexts as texts } from './texts.ts';
import './grants.css';

interface Due {
  readonly to: string;
  readonly text: Text;
  readonly n: number;
  readonly isLate?: true;
}

/** On the first page: what waits for an answer, what is late, what ends soon; for either side. Nothing when nothing is due. */
export function Reminders() {
  const t = useText();
  const { data } = useQuery({
    queryKey: ['grant-reminders'],
    queryFn: ({ signal }) => api.get<RemindersWire>('/api/v1/grants/reminders', { signal }),
  });
  const due = data ? dueOf(data).filter(({ n }) => n > 0) : [];
  if (!data || due.length === 0) return null;
  return (
    <Notice tone={due.some(({ isLate }) => isLate) ? 'warn' : 'info'} title={t(texts.title)}>
      <ul className="grants-words">
        {due.map(({ to, text, n }) => (
          <li key={to}>
            <PageLink to={to}>{t(text, { n, days: data.days })}</PageLink>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function dueOf({ own, owner }: RemindersWire): readonly Due[] {
  const asOwner: readonly Due[] = owner
    ? [
        { to: '/grants/inbox?late=overdue', text: texts.owedLate, n: owner.overdue, isLate: true },
        { to: '/grants/inbox?state=applied', text: texts.owed, n: owner.waiting },
        { to: '/grants/inbox?ending=soon', text: texts.givenEnding, n: owner.ending },
      ]
    : [];
  return [
    ...asOwner,
    { to: '/grants?late=overdue', text: texts.askedLate, n: own.overdue, isLate: true },
    { to: '/grants?ending=soon', text: texts.heldEnding, n: own.ending },
  ];
}
