import { useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, type FormField, type FormPlan, type Purpose, type RecordAnswer, type Text } from '#web/kit/index.ts'; // prettier-ignore
import type { DutyAnswer, PurposeKindsWire, RequestWire, VisitWire } from '../schema.ts';

/** Declarations change with a release of the packs, not while someone works. */
const declarationAgeMs = 60 * 60_000;

/** Own shift and colleagues on duty. */
export function useDuty() {
  return useQuery({
    queryKey: ['desk', 'duty'],
    staleTime: 0,
    queryFn: ({ signal }) => api.get<DutyAnswer>('/api/v1/desk/duty', { signal }),
  });
}

/** Reasons and kinds of request, as the packs declare them. */
export function useKinds() {
  return useQuery({
    queryKey: ['desk', 'kinds'],
    staleTime: declarationAgeMs,
    queryFn: ({ signal }) => api.get<PurposeKindsWire>('/api/v1/purpose-kinds', { signal }),
  });
}

/** What was cached about desks and purposes is read again. */
export function useDeskRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: ['desk'] }),
      client.invalidateQueries({ queryKey: ['purposes'] }),
      client.invalidateQueries({ queryKey: ['table'] }),
    ]);
  };
}

export interface SearchKey {
  readonly name: string;
  readonly title: Text;
  readonly inputs: readonly FormField[];
}

/** A field of a derived form; `key` identifies the record. */
export interface PlannedField extends FormField {
  readonly key?: boolean;
}

export interface ResourcePlans {
  readonly form: FormPlan & { readonly groups: readonly { readonly fields: readonly PlannedField[] }[] };
  readonly list: { readonly by: readonly (readonly string[])[] };
  readonly search: { readonly keys: readonly SearchKey[] };
}

export interface ResourceItem {
  readonly name: string;
  readonly title: Text;
  readonly owner: string;
}

export interface DeclaredResource {
  readonly name: string;
  readonly title: Text;
  readonly owner: string;
  /** Kinds of purpose for which it may be shared at all. */
  readonly purposes: readonly string[];
  /** Whether it is about persons: then an access to it is one that a person can see. */
  readonly personal: boolean;
  readonly plans: ResourcePlans;
}

/** What a desk is asked for most stands first; others follow in the order of the catalogue. */
const usualOrder = ['person', 'household', 'premises', 'vehicle', 'driving-licence', 'organisation'];

function rankOf({ name }: ResourceItem): number {
  const rank = usualOrder.indexOf(name);
  return rank < 0 ? usualOrder.length : rank;
}

/** The declared resources, by name and title. */
export function useResources() {
  return useQuery({
    queryKey: ['catalogue', 'resources'],
    staleTime: declarationAgeMs,
    queryFn: async ({ signal }) => {
      const path = '/api/v1/catalogue/resources';
      const { items } = await api.get<{ items: readonly ResourceItem[] }>(path, { signal });
      return [...items].sort((a, b) => rankOf(a) - rankOf(b));
    },
  });
}

interface ResourceAnswer {
  readonly declaration: {
    readonly name: string;
    readonly title: Text;
    readonly owner: string;
    readonly subject: string | null;
    readonly sharing: { readonly purposes: readonly string[] };
  };
  readonly plans: ResourcePlans;
}

function resourceQuery(name: string) {
  return {
    queryKey: ['catalogue', 'resource', name],
    staleTime: declarationAgeMs,
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<DeclaredResource> => {
      const path = `/api/v1/catalogue/resources/${encodeURIComponent(name)}`;
      const { declaration, plans } = await api.get<ResourceAnswer>(path, { signal });
      const { title, owner, sharing, subject } = declaration;
      return { name, title, owner, purposes: sharing.purposes, personal: subject !== null, plans };
    },
  };
}

/** One resource with the plans derived from its declaration. */
export function useResource(name: string | undefined) {
  return useQuery({ ...resourceQuery(name ?? ''), enabled: name !== undefined });
}

/** All of them, for what refers to what; those not loaded yet are left out. */
export function useAllResources(enabled: boolean): readonly DeclaredResource[] {
  const { data: items = [] } = useResources();
  const all = useQueries({
    queries: items.map((item) => ({ ...resourceQuery(item.name), enabled })),
  });
  return all.flatMap((each) => (each.data ? [each.data] : []));
}

/** An answer of the door. */
export interface DoorAnswer {
  readonly records: readonly RecordAnswer[];
  readonly receipt: string;
  readonly withheld: readonly string[];
  readonly nextCursor?: string | null;
}

/** All fields of a form plan, in order. */
export function fieldsIn(plans: ResourcePlans): readonly PlannedField[] {
  return plans.form.groups.flatMap((group) => group.fields);
}

/** The record without its references: those are ids, and looked up one by one. */
export function withoutReferences(record: RecordAnswer, plans: ResourcePlans): RecordAnswer {
  const references = new Set(
    fieldsIn(plans).flatMap((field) => (field.control === 'reference' ? [field.name] : [])),
  );
  const values = Object.fromEntries(Object.entries(record.values).filter(([name]) => !references.has(name)));
  return { ...record, values };
}

/** A visit as a purpose in force. */
export function purposeOfVisit(visit: VisitWire, kinds: PurposeKindsWire): Purpose {
  return {
    kind: 'verification',
    reference: visit.reference,
    kindTitle: kindTitle(kinds, 'verification'),
    title: withNote(visit.reasonTitle, visit.note),
    openedAt: visit.openedAt,
    until: visit.until,
    state: 'open',
  };
}

/** A request as a purpose in force. */
export function purposeOfRequest(request: RequestWire, kinds: PurposeKindsWire): Purpose {
  return {
    kind: 'registration',
    reference: request.reference,
    kindTitle: kindTitle(kinds, 'registration'),
    title: withNote(request.kindTitle, request.note),
    openedAt: request.openedAt,
    until: request.until,
    state: 'open',
  };
}

/** A title with the note, which is in whatever language the officer wrote. */
function withNote({ zh, en }: Text, note: string | null): Text {
  return note ? { zh: `${zh} · ${note}`, en: `${en} · ${note}` } : { zh, en };
}

function kindTitle(kinds: PurposeKindsWire, kind: string): Text {
  return kinds.items.find((item) => item.kind === kind)?.title ?? { zh: kind, en: kind };
}
