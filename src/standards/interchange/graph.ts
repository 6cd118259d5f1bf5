import type { Words } from '../declarations/index.ts';

/** A node of a graph in JSON-LD, flat: values are texts, references, or lists of them. */
export interface GraphNode {
  readonly '@id': string;
  readonly '@type': readonly string[];
  readonly [term: string]: GraphValue | readonly GraphValue[] | undefined;
}
export type GraphValue =
  | string
  | number
  | boolean
  | { readonly '@id': string }
  | { readonly '@value': string; readonly '@language'?: string; readonly '@type'?: string };

/** A JSON-LD document whose terms are prefixes alone, so that nothing need be fetched to read it. */
export interface GraphDocument {
  readonly '@context': Readonly<Record<string, string>>;
  readonly '@graph': readonly GraphNode[];
}

/** The vocabularies that our graphs speak; `mq` is for what none of them has (GA/T 542, the catalogue guide). */
export const prefixes = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  owl: 'http://www.w3.org/2002/07/owl#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  sh: 'http://www.w3.org/ns/shacl#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** A document below an address of the node. */
export function graphDocument(base: string, graph: readonly GraphNode[]): GraphDocument {
  return { '@context': { ...prefixes, mq: `${base}/terms#` }, '@graph': graph };
}

/** A text in both languages. */
export function both({ zh, en }: Words): readonly GraphValue[] {
  return [
    { '@value': zh, '@language': 'zh' },
    { '@value': en, '@language': 'en' },
  ];
}

/** A reference to another node. */
export function to(id: string): GraphValue {
  return { '@id': id };
}

/** A literal of a type of XML Schema. */
export function typed(value: string, type: string): GraphValue {
  return { '@value': value, '@type': `xsd:${type}` };
}

/** Leaves out what isn't there: null, undefined and empty lists state nothing. */
export function node(
  id: string,
  types: readonly string[],
  terms: Readonly<Record<string, GraphValue | readonly GraphValue[] | null | undefined>>,
): GraphNode {
  const stated = Object.entries(terms).filter(
    ([, value]) => value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return { '@id': id, '@type': types, ...(Object.fromEntries(stated) as Record<string, GraphValue>) };
}
