import type { Pack, Resource } from '../declarations/index.ts';
import { planResource } from '../plans/index.ts';
import type { CataloguePlan } from '../plans/index.ts';
import { both, graphDocument, node, to, typed } from './graph.ts';
import type { GraphDocument, GraphNode } from './graph.ts';

/** Whose catalogue it is. */
export interface CatalogueAbout {
  /** Address of the node, without a slash at its end. */
  readonly base: string;
  /** The agency that publishes, and its code. */
  readonly publisher: { readonly zh: string; readonly en: string; readonly code: string };
  readonly at: Date;
  /** Since when a resource is published (`YYYY-MM-DD`), where the caller knows. */
  readonly issuedOn?: (resource: string) => string | null;
}

/**
 * The catalogue of resources as DCAT-AP 3 (JSON-LD): a dataset, its distribution and its service for each. The 13 core metadata of
 * the catalogue guide are those of the catalogue card; what DCAT has no word for stands in terms of our own.
 */
export function catalogueGraph(pack: Pack, about: CatalogueAbout): GraphDocument {
  const { base, publisher } = about;
  const resources = [...pack.resources.values()];
  const agency = node(`${base}/agency`, ['foaf:Agent'], {
    'foaf:name': both(publisher),
    'dct:identifier': publisher.code,
  });
  const catalogue = node(`${base}/catalogue`, ['dcat:Catalog'], {
    'dct:title': both({ zh: `${publisher.zh}政务信息资源目录`, en: `Catalogue of ${publisher.en}` }),
    'dct:description': both({
      zh: '本节点声明的信息资源；凭用途、按授权提供，每次查询入账。',
      en: 'What this node declares; provided for a stated purpose and as permitted, each access recorded.',
    }),
    'dct:publisher': to(agency['@id']),
    'dcat:dataset': resources.map(({ name }) => to(datasetId(base, name))),
    'dcat:service': resources.map(({ name }) => to(`${datasetId(base, name)}/service`)),
    'dcat:themeTaxonomy': to(`${base}/categories`),
  });
  const categories = [...new Set(resources.map(({ category }) => category))];
  return graphDocument(base, [
    agency,
    catalogue,
    ...categoryNodes(categories, base),
    ...resources.flatMap((resource) => datasetNodes(resource, pack, about)),
  ]);
}

function datasetId(base: string, resource: string): string {
  return `${base}/datasets/${resource}`;
}

function categoryNodes(categories: readonly string[], base: string): GraphNode[] {
  const scheme = node(`${base}/categories`, ['skos:ConceptScheme'], {
    'dct:title': both({ zh: '信息资源分类', en: 'Classification of information' }),
  });
  const concepts = categories.map((category) =>
    node(`${base}/categories/${category}`, ['skos:Concept'], {
      'skos:inScheme': to(scheme['@id']),
      'skos:prefLabel': both({ zh: category, en: category }),
    }),
  );
  return [scheme, ...concepts];
}

/** The frequencies of the Publications Office, which DCAT-AP asks for. */
const frequencies: Readonly<Record<Resource['cycle'], string>> = {
  realtime: 'UPDATE_CONT',
  daily: 'DAILY',
  weekly: 'WEEKLY',
  monthly: 'MONTHLY',
  quarterly: 'QUARTERLY',
  yearly: 'ANNUAL',
};
const authority = 'http://publications.europa.eu/resource/authority';

function datasetNodes(resource: Resource, pack: Pack, about: CatalogueAbout): GraphNode[] {
  const { base, at, issuedOn } = about;
  const id = datasetId(base, resource.name);
  const { card } = planResource(resource, pack, { at });
  const related = new Set(resource.fields.flatMap(({ refers }) => (refers === null ? [] : [refers])));
  const issued = issuedOn?.(resource.name) ?? null;
  const dataset = node(id, ['dcat:Dataset'], {
    'dct:title': both(resource.title),
    'dct:description': both(contentOf(card, 'summary')),
    'dct:identifier': contentOf(card, 'code').zh,
    'dct:publisher': to(`${base}/agency`),
    'dcat:theme': to(`${base}/categories/${resource.category}`),
    'dct:accessRights': to(`${id}/access`),
    'dct:accrualPeriodicity': to(`${authority}/frequency/${frequencies[resource.cycle]}`),
    'dct:issued': issued === null ? null : typed(issued, 'date'),
    'dct:relation': [...related].map((name) => to(datasetId(base, name))),
    'dct:conformsTo': to(`${base}/standards/resources/${resource.name}`),
    'dcat:distribution': to(`${id}/distribution`),
    'mq:provider': both(contentOf(card, 'provider')),
    'mq:providerCode': contentOf(card, 'provider-code').zh,
    'mq:classification': both(contentOf(card, 'classification')),
    'mq:items': both(contentOf(card, 'items')),
    'mq:openness': both(contentOf(card, 'openness')),
    'mq:published': both(contentOf(card, 'published')),
    'mq:grade': card.grade,
    'mq:level': card.level,
  });
  return [dataset, ...sharedNodes(resource, card, id, base)];
}

function sharedNodes(resource: Resource, card: CataloguePlan, id: string, base: string): GraphNode[] {
  const { title } = resource;
  const api = `${base}/api/v1`;
  const access = node(`${id}/access`, ['dct:RightsStatement'], {
    'rdfs:label': both(contentOf(card, 'sharing')),
  });
  const distribution = node(`${id}/distribution`, ['dcat:Distribution'], {
    'dct:title': both(title),
    'dcat:accessURL': to(`${api}/resources/${resource.name}`),
    'dcat:accessService': to(`${id}/service`),
    'dcat:mediaType': to('https://www.iana.org/assignments/media-types/application/json'),
    'mq:format': both(contentOf(card, 'format')),
  });
  const service = node(`${id}/service`, ['dcat:DataService'], {
    'dct:title': both({ zh: `${title.zh}服务接口`, en: `${title.en}: service interface` }),
    'dcat:endpointURL': to(`${api}/resources/${resource.name}`),
    'dcat:endpointDescription': to(`${base}/docs`),
    'dcat:servesDataset': to(id),
    'dct:accessRights': to(`${id}/access`),
  });
  return [access, distribution, service];
}

function contentOf({ lines, title }: CataloguePlan, name: string): { zh: string; en: string } {
  return lines.find((line) => line.name === name)?.content ?? title;
}
