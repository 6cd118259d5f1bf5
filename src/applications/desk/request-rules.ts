import { unitPrefix } from './supervision.ts';

/** What may become of a request, and by whom: pure, so that every case can be tried. */

export const requestStates = ['waiting', 'assigned', 'completed', 'withdrawn'] as const;
export type RequestState = (typeof requestStates)[number];

export const requestActs = [
  'take',
  'assign',
  'hand-over',
  'return',
  'complete',
  'withdraw',
  'reopen',
] as const;
export type RequestAct = (typeof requestActs)[number];

/** What the rules look at of a request. */
export interface RequestFacts {
  readonly state: RequestState;
  readonly branch: string;
  /** The unit whose queue it is in; null = any unit of the branch. */
  readonly organisation: string | null;
  readonly assignedTo: string | null;
  readonly openedBy: string;
  readonly until: Date;
  readonly stateAt: Date;
}

/** What the rules look at of the officer who acts. */
export interface Handler {
  readonly id: string;
  readonly roles: readonly string[];
  readonly branch: string;
  readonly organisation: string;
}

export type Refusal =
  'not-permitted' | 'request-changed' | 'request-overdue' | 'request-not-yours' | 'reopen-too-late';

/** From which states each act leads to which. */
const paths: Readonly<Record<RequestAct, { from: readonly RequestState[]; to: RequestState }>> = {
  take: { from: ['waiting'], to: 'assigned' },
  assign: { from: ['waiting', 'assigned'], to: 'assigned' },
  'hand-over': { from: ['assigned'], to: 'assigned' },
  return: { from: ['assigned'], to: 'waiting' },
  complete: { from: ['assigned'], to: 'completed' },
  withdraw: { from: ['waiting', 'assigned'], to: 'withdrawn' },
  reopen: { from: ['waiting', 'assigned', 'completed', 'withdrawn'], to: 'waiting' },
};
/** Acts that give somebody the right to look things up; past the time limit there is no such right. */
const givesRight: ReadonlySet<RequestAct> = new Set(['take', 'assign', 'hand-over']);
const dayMs = 86_400_000;

/** The state that an act leads to. */
export function stateAfter(act: RequestAct): RequestState {
  return paths[act].to;
}

/** Whether the officer sees requests of this queue: its registrars, and who supervises them. */
export function sees(officer: Handler, request: RequestFacts): boolean {
  const here = request.organisation === null || request.organisation.startsWith(unitPrefix(officer));
  const role = officer.roles.includes('registrar') || officer.roles.includes('supervisor');
  return role && officer.branch === request.branch && here;
}

/** Whether the officer may be given requests of this queue: a registrar of the unit or branch. */
export function handles(officer: Handler, request: RequestFacts): boolean {
  const here = request.organisation === null || request.organisation === officer.organisation;
  return officer.roles.includes('registrar') && officer.branch === request.branch && here;
}

/** Why the officer may not do this to the request now; null when they may. */
export function refusalOf(
  act: RequestAct,
  request: RequestFacts,
  officer: Handler,
  at: Date,
  reopenDays: number,
): Refusal | null {
  const who = refusedPerson(act, request, officer);
  if (who) return who;
  if (!paths[act].from.includes(request.state)) return 'request-changed';
  const overdue = request.until.getTime() <= at.getTime();
  if (givesRight.has(act) && overdue) return 'request-overdue';
  return act === 'reopen' ? refusedReopening(request, overdue, at, reopenDays) : null;
}

function refusedPerson(act: RequestAct, request: RequestFacts, officer: Handler): Refusal | null {
  const mine = request.assignedTo === officer.id;
  const supervises = officer.roles.includes('supervisor') && sees(officer, request);
  switch (act) {
    case 'take':
      return handles(officer, request) ? null : 'not-permitted';
    case 'assign':
      return supervises ? null : 'not-permitted';
    case 'hand-over':
    case 'complete':
      return mine ? null : 'request-not-yours';
    case 'return':
      return mine || supervises ? null : 'request-not-yours';
    case 'withdraw':
      return mine || supervises || request.openedBy === officer.id ? null : 'request-not-yours';
    case 'reopen':
      return supervises || (mine && handles(officer, request)) ? null : 'not-permitted';
  }
}

/** What ended, or ran out of time, can be taken up again for some days; what is running needs no reopening. */
function refusedReopening(request: RequestFacts, overdue: boolean, at: Date, days: number): Refusal | null {
  const ended = request.state === 'completed' || request.state === 'withdrawn';
  if (!ended && !overdue) return 'request-changed';
  const since = ended ? request.stateAt : request.until;
  return at.getTime() - since.getTime() > days * dayMs ? 'reopen-too-late' : null;
}
