import type { Actor } from '#security/context/index.ts';
import { fault } from './errors.ts';

/** What the owner of a purpose says of it, for one actor: facts, never a decision. */
export interface Facts {
  readonly exists: boolean;
  readonly open: boolean;
  readonly assigned: boolean;
  readonly onDuty: boolean;
  readonly since?: Date;
  readonly until?: Date;
  /** The one record that the purpose is about: it reaches no other. Absent where it may reach whatever policies permit. */
  readonly about?: { readonly resource: string; readonly record: string };
}

export interface PurposeQuestion {
  readonly actor: Actor;
  readonly reference: string;
}

/** A purpose that an actor could name now, for the bar at the top of each page. */
export interface OpenPurpose {
  readonly kind: string;
  readonly reference: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly openedAt: Date;
  readonly until: Date | null;
}

export interface PurposeKind {
  readonly kind: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** What its reference is called, for forms. */
  readonly reference: { readonly zh: string; readonly en: string };
  /** The shape of a reference; anything else is refused without asking the owner. */
  readonly pattern: RegExp;
  /** Facts in the order of the questions, all in one go: the door asks for a whole group at once. */
  holds(questions: readonly PurposeQuestion[]): Promise<readonly Facts[]>;
  listOpen(actor: Actor): Promise<readonly OpenPurpose[]>;
}

/** The purpose kinds of one node; applications register theirs, the door knows none by name. */
export interface Purposes {
  register(kind: PurposeKind): void;
  readonly kinds: readonly PurposeKind[];
  /** Facts for many questions of any kinds, each kind asked once. An unknown kind or malformed reference does not exist. */
  facts(questions: readonly (PurposeQuestion & { readonly kind: string })[]): Promise<readonly Facts[]>;
  listOpen(actor: Actor): Promise<readonly OpenPurpose[]>;
  /** @throws Fault access.unknown-purpose-kind */
  get(kind: string): PurposeKind;
}

const nothing: Facts = { exists: false, open: false, assigned: false, onDuty: false };
const longestReference = 64; // characters; ours have 16

/** Makes an empty registry; the composition root owns it. */
export function openPurposes(): Purposes {
  const byKind = new Map<string, PurposeKind>();
  return {
    register(kind) {
      if (byKind.has(kind.kind)) throw new Error(`purpose kind ${kind.kind} is registered twice`);
      byKind.set(kind.kind, kind);
    },
    get kinds() {
      return [...byKind.values()];
    },
    get(kind) {
      const found = byKind.get(kind);
      if (!found) throw fault('unknown-purpose-kind', { kind: kind.slice(0, 40) });
      return found;
    },
    facts: (questions) => askOwners(byKind, questions),
    async listOpen(actor) {
      const lists = await Promise.all([...byKind.values()].map((kind) => kind.listOpen(actor)));
      return lists.flat().sort((a, b) => b.openedAt.getTime() - a.openedAt.getTime());
    },
  };
}

async function askOwners(
  byKind: ReadonlyMap<string, PurposeKind>,
  questions: readonly (PurposeQuestion & { readonly kind: string })[],
): Promise<readonly Facts[]> {
  const answers: Facts[] = questions.map(() => nothing);
  const places = new Map<string, number[]>();
  questions.forEach(({ kind, reference }, place) => {
    const known = byKind.get(kind);
    if (!known || reference.length > longestReference || !known.pattern.test(reference)) return;
    const list = places.get(kind);
    if (list) list.push(place);
    else places.set(kind, [place]);
  });
  await Promise.all(
    [...places].map(async ([kind, list]) => {
      const owner = byKind.get(kind) as PurposeKind;
      const facts = await ask(
        owner,
        list.map((place) => questions[place] as PurposeQuestion),
      );
      list.forEach((place, index) => {
        answers[place] = facts[index] as Facts;
      });
    }),
  );
  return answers;
}

async function ask(owner: PurposeKind, questions: readonly PurposeQuestion[]): Promise<readonly Facts[]> {
  let facts: readonly Facts[];
  try {
    facts = await owner.holds(questions);
  } catch (cause) {
    throw fault('purposes-unavailable', {}, { cause });
  }
  if (facts.length !== questions.length) throw fault('purposes-unavailable', {});
  return facts;
}
