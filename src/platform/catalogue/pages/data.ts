import { useQuery } from '@tanstack/react-query';
import { api } from '#web/kit/index.ts';
import type { CodeList, Resource } from '#standards/declarations/index.ts';
import type {
  FormPlan,
  JsonSchema,
  ListPlan,
  SearchPlan,
  CataloguePlan,
  TablePlan,
} from '#standards/plans/index.ts';
import type {
  ArticleAnswer,
  ElementRow,
  Facets,
  Named,
  ObjectClassAnswer,
  ObjectTree,
  Overview,
  RegulationAnswer,
  RelatedBy,
  ResourceDescription,
  QualityAnswer,
  StateAnswer,
  Use,
} from '../schema.ts';

/** The catalogue's API as the pages read it. A release may change what is declared, so answers are kept for a short time. */
export const cataloguePath = '/api/v1/catalogue';
const ageMs = 30_000;

function useCatalogue<Answer>(path: string) {
  return useQuery({
    queryKey: ['catalogue', path],
    staleTime: ageMs,
    queryFn: ({ signal }) => api.get<Answer>(`${cataloguePath}/${path}`, { signal }),
  });
}

export function useOverview() {
  return useCatalogue<Overview>('overview');
}

export interface ElementAnswer {
  readonly element: ElementRow;
  readonly usedBy: readonly Use[];
  readonly codeList: (Named & { readonly values: number }) | null;
  readonly numberRule: Named | null;
  /** Null where nothing is declared under its word for the object class. */
  readonly objectClass: Named | null;
  /** The elements that it stands in a relation to. */
  readonly related: readonly Named[];
  /** The elements that name it in one of theirs. */
  readonly relatedBy: readonly RelatedBy[];
}

/** All object classes, to be drawn. */
export function useObjectTree() {
  return useCatalogue<ObjectTree>('object-tree');
}

export function useObjectClass(name: string) {
  return useCatalogue<ObjectClassAnswer>(`object-classes/${encodeURIComponent(name)}`);
}

export function useElement(name: string) {
  return useCatalogue<ElementAnswer>(`elements/${encodeURIComponent(name)}`);
}

export interface CodeListAnswer {
  readonly list: Omit<CodeList, 'values'>;
  readonly elements: readonly Named[];
  readonly usedBy: readonly Use[];
  readonly total: number;
}

/** A code list without its values: those are asked page by page. */
export function useCodeListAbout(name: string) {
  return useCatalogue<CodeListAnswer>(`code-lists/${encodeURIComponent(name)}?limit=1`);
}

export interface ResourceAnswer {
  readonly declaration: Resource;
  readonly plans: {
    readonly form: FormPlan;
    readonly list: ListPlan;
    readonly search: SearchPlan;
    readonly card: CataloguePlan;
  };
  readonly table: TablePlan;
  readonly jsonSchema: JsonSchema;
}

export function useResourcePlans(name: string) {
  return useCatalogue<ResourceAnswer>(`resources/${encodeURIComponent(name)}`);
}

export function useResourceDescription(name: string) {
  return useCatalogue<ResourceDescription>(`resources/${encodeURIComponent(name)}/description`);
}

export function useRegulation(name: string) {
  return useCatalogue<RegulationAnswer>(`regulations/${encodeURIComponent(name)}`);
}

export function useArticle(name: string, number: string) {
  const article = `${encodeURIComponent(name)}/articles/${encodeURIComponent(number)}`;
  return useCatalogue<ArticleAnswer>(`regulations/${article}`);
}

interface ResourceStateAnswer {
  readonly counted: StateAnswer | null;
  readonly quality: QualityAnswer | null;
}

const stateAgeMs = 60_000; // it is counted anew every ten minutes

/** How a resource stands; `counted` and `quality` are null before the first count and examination. */
export function useResourceState(name: string) {
  const path = `${cataloguePath}/resources/${encodeURIComponent(name)}/state`;
  return useQuery({
    queryKey: ['catalogue-state', path],
    staleTime: stateAgeMs,
    queryFn: ({ signal }) => api.get<ResourceStateAnswer>(path, { signal }),
  });
}

/** How many of a kind have each value of a filter, among those that fit the question. */
export function useFacets(kind: 'elements' | 'resources', question: Readonly<Record<string, string>> = {}) {
  const query = new URLSearchParams(question).toString();
  return useCatalogue<{ readonly total: number; readonly facets: Facets }>(
    `facets/${kind}${query === '' ? '' : `?${query}`}`,
  );
}
