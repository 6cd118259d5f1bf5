import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, useSettled, type FieldFinding, type Findings } from '#web/kit/index.ts';
import { registryPath, type FindingWire, type PreviewWire } from '../data.ts';
import { changeOf, isNamed, type ProposalDraft } from './draft.ts';

/** How long after the last key the server is asked. */
const previewDelayMs = 450;

/** A finding, and the change that it is about. */
export interface Found extends FindingWire {
  readonly key: string | null;
}

export interface Examined {
  readonly preview: PreviewWire;
  readonly found: readonly Found[];
  /** The changes with the identifiers that they would get, by key. */
  readonly changes: ReadonlyMap<string, PreviewWire['changes'][number]>;
}

/** What the server says to a proposal as it is typed; the last answer stays until the next has come. */
export function usePreview({ branch, changes, plans = {} }: ProposalDraft) {
  const named = changes.filter(isNamed);
  const keys = named.map(({ key }) => key);
  const asked = useSettled(
    JSON.stringify({ keys, body: { branch, changes: named.map(changeOf), plans } }),
    previewDelayMs,
  );
  return useQuery({
    queryKey: ['registry', 'preview', asked],
    enabled: branch !== '' && keys.length > 0,
    staleTime: 0,
    gcTime: previewDelayMs,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Examined> => {
      const question = JSON.parse(asked) as { keys: string[]; body: unknown };
      const preview = await api.post<PreviewWire>(`${registryPath}/preview`, question.body, { signal });
      return examined(preview, question.keys);
    },
  });
}

function examined(preview: PreviewWire, keys: readonly string[]): Examined {
  const found = preview.findings.map((one) => ({
    ...one,
    key: one.change === null ? null : (keys[one.change] ?? null),
  }));
  const changes = new Map(preview.changes.map((change, place) => [keys[place] ?? '', change]));
  return { preview, found, changes };
}

const missing: readonly string[] = ['missing-key', 'content-missing'];

/** What is only not there yet; said while one types it would be noise. */
export function isMissing({ code }: FindingWire): boolean {
  return missing.includes(code);
}

/** What is said about migration plans, which are worded on the proposal's own page. */
export function isOfPlan({ path }: FindingWire): boolean {
  return path.startsWith('plans.');
}

/**
 * The findings at the fields of a set, by field: `fields.mobile.mask` belongs to `mask` below `fields.mobile.`. One about
 * a whole (`title`) stands at the first field that is part of it.
 */
export function findingsBelow(
  found: readonly FindingWire[],
  prefix: string,
  names: readonly string[],
): Findings {
  const whole = new Set<FindingWire>();
  const at = names.flatMap((name) => {
    const path = prefix + name;
    const one = found.find((each) => isAt(each, path, prefix) && !whole.has(each));
    if (!one) return [];
    if (one.path.length < path.length) whole.add(one);
    return [[name, asFieldFinding(one)] as const];
  });
  return Object.fromEntries(at);
}

function isAt(one: FindingWire, path: string, prefix: string): boolean {
  if (one.path === path || one.path.startsWith(`${path}.`)) return true;
  return one.path.length > prefix.length && path.startsWith(`${one.path}.`);
}

/** A finding as it stands below a control, with what to do. */
export function asFieldFinding(one: FindingWire): FieldFinding {
  const fix = one.fix ?? { zh: '', en: '' };
  const message = { zh: joined(one.zh, fix.zh, '；'), en: joined(one.en, fix.en, '; ') };
  return { severity: one.severity === 'error' ? 'error' : 'warn', message };
}

function joined(what: string, fix: string, by: string): string {
  return fix === '' ? what : what + by + fix;
}
