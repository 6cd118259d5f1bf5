import { prefixes } from './graph.ts';
import type { GraphDocument, GraphNode, GraphValue } from './graph.ts';

/** The part of SHACL that the mandatory properties of DCAT-AP need. */
export interface Shape {
  readonly targetClass: string;
  readonly properties: readonly {
    readonly path: string;
    readonly minCount?: number;
    readonly maxCount?: number;
    readonly nodeKind?: 'sh:Literal' | 'sh:IRI';
    readonly class?: string;
  }[];
}

const once = { minCount: 1, maxCount: 1 } as const;
const text = { minCount: 1, nodeKind: 'sh:Literal' } as const;
const link = { minCount: 1, nodeKind: 'sh:IRI' } as const;

/** What DCAT-AP 3.0 makes mandatory (https://semiceu.github.io/DCAT-AP/releases/3.0.0/), and the ranges of what we link. */
export const dcatApShapes: readonly Shape[] = [
  {
    targetClass: 'dcat:Catalog',
    properties: [
      { path: 'dct:title', ...text },
      { path: 'dct:description', ...text },
      { path: 'dct:publisher', ...once, class: 'foaf:Agent' },
      { path: 'dcat:dataset', class: 'dcat:Dataset' },
      { path: 'dcat:service', class: 'dcat:DataService' },
      { path: 'dcat:themeTaxonomy', class: 'skos:ConceptScheme' },
    ],
  },
  {
    targetClass: 'dcat:Dataset',
    properties: [
      { path: 'dct:title', ...text },
      { path: 'dct:description', ...text },
      { path: 'dct:publisher', maxCount: 1, class: 'foaf:Agent' },
      { path: 'dct:accessRights', maxCount: 1, class: 'dct:RightsStatement' },
      { path: 'dct:accrualPeriodicity', maxCount: 1, nodeKind: 'sh:IRI' },
      { path: 'dct:issued', maxCount: 1, nodeKind: 'sh:Literal' },
      { path: 'dct:identifier', nodeKind: 'sh:Literal' },
      { path: 'dct:relation', nodeKind: 'sh:IRI' },
      { path: 'dcat:theme', class: 'skos:Concept' },
      { path: 'dcat:distribution', class: 'dcat:Distribution' },
    ],
  },
  {
    targetClass: 'dcat:Distribution',
    properties: [
      { path: 'dcat:accessURL', ...link },
      { path: 'dcat:accessService', class: 'dcat:DataService' },
      { path: 'dcat:mediaType', maxCount: 1 },
    ],
  },
  {
    targetClass: 'dcat:DataService',
    properties: [
      { path: 'dct:title', ...text },
      { path: 'dcat:endpointURL', ...link },
      { path: 'dcat:endpointDescription', nodeKind: 'sh:IRI' },
      { path: 'dct:accessRights', maxCount: 1 },
      { path: 'dcat:servesDataset', class: 'dcat:Dataset' },
    ],
  },
  { targetClass: 'foaf:Agent', properties: [{ path: 'foaf:name', ...text }] },
  { targetClass: 'skos:ConceptScheme', properties: [{ path: 'dct:title', ...text }] },
  { targetClass: 'skos:Concept', properties: [{ path: 'skos:prefLabel', ...text }] },
];

/** A node that breaks a shape. */
export interface Violation {
  readonly node: string;
  readonly path: string;
  readonly en: string;
}

/**
 * Checks a graph against shapes: target classes, counts, kinds of nodes and classes, no other part of SHACL. For graphs of our
 * own, in which terms are written with the same prefixes as in the shapes.
 */
export function checkShapes(document: GraphDocument, shapes: readonly Shape[]): Violation[] {
  const nodes = new Map(document['@graph'].map((one) => [one['@id'], one]));
  return shapes.flatMap(({ targetClass, properties }) =>
    [...nodes.values()]
      .filter((one) => one['@type'].includes(targetClass))
      .flatMap((one) => properties.flatMap((property) => violations(one, property, nodes))),
  );
}

function violations(
  one: GraphNode,
  property: Shape['properties'][number],
  nodes: ReadonlyMap<string, GraphNode>,
): Violation[] {
  const { path, minCount = 0, maxCount = Infinity, nodeKind, class: wanted } = property;
  const stated = one[path];
  const values = (stated === undefined ? [] : Array.isArray(stated) ? stated : [stated]) as GraphValue[];
  const wrong: string[] = [];
  if (values.length < minCount) wrong.push(`${minCount} wanted, ${values.length} found`);
  if (values.length > maxCount) wrong.push(`at most ${maxCount} wanted, ${values.length} found`);
  const isLink = (value: GraphValue) => typeof value === 'object' && '@id' in value;
  if (nodeKind !== undefined && values.some((value) => isLink(value) !== (nodeKind === 'sh:IRI')))
    wrong.push(`${nodeKind} wanted`);
  const target = (value: GraphValue) =>
    typeof value === 'object' && '@id' in value ? nodes.get(value['@id']) : undefined;
  if (wanted !== undefined && !values.every((value) => target(value)?.['@type'].includes(wanted) === true))
    wrong.push(`${wanted} wanted`);
  return wrong.map((en) => ({ node: one['@id'], path, en }));
}

/** The shapes as a JSON-LD document, for whoever checks with a SHACL engine. */
export function shapesDocument(base: string): object {
  const shapes = dcatApShapes.map(({ targetClass, properties }) => ({
    '@id': `${base}/shapes#${targetClass.replace(':', '-')}`,
    '@type': 'sh:NodeShape',
    'sh:targetClass': { '@id': targetClass },
    'sh:property': properties.map(({ path, minCount, maxCount, nodeKind, class: wanted }) => ({
      'sh:path': { '@id': path },
      ...(minCount === undefined ? {} : { 'sh:minCount': minCount }),
      ...(maxCount === undefined ? {} : { 'sh:maxCount': maxCount }),
      ...(nodeKind === undefined ? {} : { 'sh:nodeKind': { '@id': nodeKind } }),
      ...(wanted === undefined ? {} : { 'sh:class': { '@id': wanted } }),
    })),
  }));
  return { '@context': prefixes, '@graph': shapes };
}
