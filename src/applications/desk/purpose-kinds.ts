import { now } from '#infrastructure/clock/index.ts';
import type { Text } from '#infrastructure/faults/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import type { Facts, OpenPurpose, PurposeKind, PurposeQuestion } from '#security/access/index.ts';
import { selectRequestFacts, selectVisitFacts } from './facts-sql.ts';
import type { Asked, FactRow } from './facts-sql.ts';
import { selectAssignedRequests } from './request-sql.ts';
import type { DeskSettings } from './settings.ts';
import { selectOpenVisits } from './visit-sql.ts';

const mostOpenRequests = 200; // in the bar at the top of a page; the list of requests has pages

/** Visits as a purpose: open until closed or run out, and only for the officer who opened them. */
export function visitPurpose(app: Database, settings: DeskSettings): PurposeKind {
  return {
    kind: 'verification',
    title: settings.verification.title,
    reference: settings.verification.reference,
    pattern: /^VD-[0-9]{8}-[0-9]{4}$/,
    holds: (questions) => askOnce(questions, (asked) => selectVisitFacts(app, asked, now())),
    async listOpen(actor) {
      const rows = await selectOpenVisits(app, actor.id, now());
      return rows.map((row): OpenPurpose => {
        const { reference, openedAt, until } = row;
        const reason = settings.verification.reasons.find((each) => each.code === row.reason);
        return { kind: 'verification', reference, title: titleOf(reason, row), openedAt, until };
      });
    },
  };
}

/** Registration requests as a purpose: for the officer to whom they are assigned, until they end or run out. */
export function requestPurpose(app: Database, settings: DeskSettings): PurposeKind {
  return {
    kind: 'registration',
    title: settings.registration.title,
    reference: settings.registration.reference,
    pattern: /^RR-[0-9]{8}-[0-9]{4}$/,
    holds: (questions) => askOnce(questions, (asked) => selectRequestFacts(app, asked, now())),
    async listOpen(actor) {
      const rows = await selectAssignedRequests(app, actor.id, now(), mostOpenRequests);
      return rows.map((row): OpenPurpose => {
        const { reference, openedAt, until } = row;
        const kind = settings.registration.kinds.find((each) => each.code === row.kind);
        return { kind: 'registration', reference, title: titleOf(kind, row), openedAt, until };
      });
    },
  };
}

/** What the list calls it, and the note, which is in whatever language the officer wrote. */
function titleOf(
  words: Text | undefined,
  row: { kind?: string; reason?: string; note: string | null },
): Text {
  const code = row.kind ?? row.reason ?? ''; // the pack no longer has it
  const { zh, en } = words ?? { zh: code, en: code };
  const note = row.note === null ? '' : ` · ${row.note}`;
  return { zh: zh + note, en: en + note };
}

/** A group of the door repeats the same officer and number: each pair is asked once. */
async function askOnce(
  questions: readonly PurposeQuestion[],
  ask: (asked: readonly Asked[]) => Promise<readonly FactRow[]>,
): Promise<readonly Facts[]> {
  const places = new Map<string, number>();
  const asked: Asked[] = [];
  const placeOfQuestion = questions.map(({ actor, reference }) => {
    const key = `${actor.id}|${actor.organisation}|${reference}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    asked.push({ reference, officer: actor.id, organisation: actor.organisation });
    places.set(key, asked.length - 1);
    return asked.length - 1;
  });
  const facts = (await ask(asked)).map(factsOf);
  return placeOfQuestion.map((place) => facts[place] as Facts);
}

function factsOf(row: FactRow): Facts {
  const { onDuty, since, until } = row;
  if (!since || !until) return { exists: false, open: false, assigned: false, onDuty };
  return { exists: true, open: row.open === true, assigned: row.assigned === true, onDuty, since, until };
}
