import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, useAct, type Acting, type Text } from '#web/kit/index.ts';
import type {
  PackAnswer,
  TakingWire,
  DeclarationAnswer,
  DifferenceAnswer,
  MigrationsAnswer,
  PreviewWire,
  ProposalAnswer,
  ProposalDifferences,
  ProposalWire,
  RemarkWire,
} from '../schema.ts';

export type * from '../schema.ts';

/** The registry's API as its pages read it. */
export const registryPath = '/api/v1/registry';
const cataloguePath = '/api/v1/catalogue';

export type ChangeWire = ProposalWire['changes'][number];
export type Kind = ChangeWire['kind'];
export type Action = ChangeWire['action'];
export type ProposalState = ProposalWire['state'];
export type ProposalAct = ProposalWire['may'][number];
export type Content = Readonly<Record<string, unknown>>;

function useRegistry<Answer>(path: string, enabled = true) {
  return useQuery({
    queryKey: ['registry', path],
    staleTime: 0,
    enabled,
    queryFn: ({ signal }) => api.get<Answer>(`${registryPath}/${path}`, { signal }),
  });
}

const publishedWithinMs = 1000; // an approved proposal is looked at again until it is published

export function useProposal(number: string, enabled = true) {
  return useQuery({
    queryKey: ['registry', `proposals/${number}`],
    staleTime: 0,
    enabled,
    queryFn: ({ signal }) => api.get<ProposalAnswer>(`${registryPath}/proposals/${number}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.proposal.state === 'approved' ? publishedWithinMs : false),
  });
}

const goesOnMs = 1000; // while a rehearsal or the publisher is at work, how far it is is looked at again

/** Which stored records a proposal touches; looked at again while something goes on. */
export function useMigrations(number: string, isPublishing: boolean) {
  return useQuery({
    queryKey: ['registry', `proposals/${number}/migrations`],
    staleTime: 0,
    queryFn: ({ signal }) =>
      api.get<MigrationsAnswer>(`${registryPath}/proposals/${number}/migrations`, { signal }),
    refetchInterval: ({ state }) => {
      const rehearsed = state.data?.rehearsal?.state;
      return isPublishing || rehearsed === 'waiting' || rehearsed === 'running' ? goesOnMs : false;
    },
  });
}

export function useProposalPreview(number: string, enabled: boolean) {
  return useRegistry<PreviewWire>(`proposals/${number}/preview`, enabled);
}

export function useProposalDifferences(number: string) {
  return useRegistry<ProposalDifferences>(`proposals/${number}/differences`);
}

export function useDeclaration(kind: string, name: string, enabled = true) {
  return useRegistry<DeclarationAnswer>(`declarations/${kind}/${encodeURIComponent(name)}`, enabled);
}

export function useTaking(number: string) {
  return useRegistry<TakingWire>(`proposals/${number}/taking`);
}

export function usePack(name: string) {
  return useRegistry<PackAnswer>(`packs/${name}`);
}

export function useVersionDifference(kind: string, name: string, from: number, to: number) {
  const path = `declarations/${kind}/${encodeURIComponent(name)}/difference?from=${from}&to=${to}`;
  return useRegistry<DifferenceAnswer>(path, from > 0 && to > 0);
}

export function useRemarks(kind: string, name: string) {
  return useRegistry<{ readonly items: readonly RemarkWire[] }>(`discussions/${kind}/${name}`);
}

/** What was read about proposals and declarations is read again: also what the catalogue said. */
const changedKeys = [['registry'], ['catalogue'], ['desk']] as const;

/** An act on proposals and packs; what it changed is read again. */
export function useRegistryAct(): Acting {
  return useAct(changedKeys);
}

export function useRegistryRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await Promise.all(
      ['registry', 'table', 'catalogue', 'desk'].map((key) => client.invalidateQueries({ queryKey: [key] })),
    );
  };
}

// What the catalogue declares, to choose from ------------------------------------------------------

const choicesAgeMs = 60_000;

function useCatalogue<Answer>(path: string, enabled = true) {
  return useQuery({
    queryKey: ['catalogue', 'choices', path],
    staleTime: choicesAgeMs,
    enabled,
    queryFn: ({ signal }) => api.get<Answer>(`${cataloguePath}/${path}`, { signal }),
  });
}

export interface Named {
  readonly name: string;
  readonly title: Text;
}

export interface ElementChoice extends Named {
  readonly identifier: string;
  readonly definition: Text;
  readonly notations: { readonly ga542: { readonly text: string } };
  readonly uses: number;
}

export interface ElementEntry {
  readonly element: ElementChoice;
  readonly usedBy: readonly (Record<'resource' | 'field', string> &
    Record<'resourceTitle' | 'fieldTitle', Text>)[];
}

export function useElementEntry(name: string, enabled: boolean) {
  return useCatalogue<ElementEntry>(`elements/${encodeURIComponent(name)}`, enabled && name !== '');
}

export type ListKind =
  'elements' | 'resources' | 'code-lists' | 'qualifiers' | 'number-rules' | 'regulations' | 'object-classes';

const mostFound = 50; // a choice is narrowed by typing, not by scrolling

/** Declarations of a kind by title, name, and whatever else the catalogue finds them by. */
export function useDeclared<Row extends Named = Named>(kind: ListKind, typed: string) {
  const query = typed === '' ? '' : `&q=${encodeURIComponent(typed)}`;
  return useCatalogue<{ readonly items: readonly Row[] }>(`${kind}?limit=${mostFound}${query}`);
}

/** The kinds of purpose that sharing may name. */
export function usePurposeKinds() {
  return useCatalogue<{ readonly purposes: readonly Named[] }>('overview');
}
