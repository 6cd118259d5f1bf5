import type {
  CodeList,
  CodeValue,
  DataElement,
  Field,
  ObjectClass,
  Pack,
  Resource,
} from '../declarations/index.ts';
import { both, graphDocument, node, to, typed } from './graph.ts';
import type { GraphDocument, GraphNode, GraphValue } from './graph.ts';
import { formatText } from './write-tables.ts';

/**
 * A pack as JSON-LD: object classes as OWL classes, elements as their properties with SKOS names and the ISO/IEC 11179 parts, code lists as SKOS concept schemes,
 * resources as SHACL node shapes. `base` is the address of the node's standards, without a slash at its end.
 */
export function packGraph(pack: Pack, base: string): GraphDocument {
  const classes = new Map([...pack.objectClasses.values()].map(({ name, title }) => [title.zh, name]));
  return graphDocument(base, [
    ...[...pack.objectClasses.values()].map((one) => classNode(one, base)),
    ...[...pack.elements.values()].map((element) => elementNode(element, classes, base)),
    ...[...pack.codeLists.values()].flatMap((list) => listNodes(list, base)),
    ...[...pack.resources.values()].flatMap((resource) => shapeNodes(resource, pack, base)),
  ]);
}

function classNode({ name, title, synonyms, definition, partOf }: ObjectClass, base: string): GraphNode {
  return node(`${base}/object-classes/${name}`, ['owl:Class', 'skos:Concept', 'mq:ObjectClass'], {
    'skos:prefLabel': both(title),
    'skos:altLabel': synonyms.map((one) => ({ '@value': one, '@language': 'zh' })),
    'skos:definition': both(definition),
    // A kind or a part of it: broader says no more than that.
    'skos:broader': partOf === null ? null : to(`${base}/object-classes/${partOf}`),
  });
}

/** `classes`: names of object classes by their Chinese titles. */
function elementNode(element: DataElement, classes: ReadonlyMap<string, string>, base: string): GraphNode {
  const { object, property, domain, unit, source, relations } = element;
  const objectClass = classes.get(object.zh);
  const related = (names: readonly string[]) => names.map((name) => to(`${base}/elements/${name}`));
  return node(`${base}/elements/${element.name}`, ['owl:DatatypeProperty', 'mq:DataElement'], {
    'dct:identifier': element.identifier,
    'skos:notation': element.symbol,
    'skos:prefLabel': both(element.title),
    'skos:altLabel': element.synonyms.map((one) => ({ '@value': one, '@language': 'zh' })),
    'skos:definition': both(element.definition),
    'owl:versionInfo': element.version,
    'rdfs:range': to(rangeOf(element)),
    'rdfs:domain': objectClass === undefined ? null : to(`${base}/object-classes/${objectClass}`),
    'mq:derivedFrom': related(relations.derivedFrom),
    'mq:composedOf': related(relations.composedOf),
    'mq:replaces': related(relations.replaces),
    'mq:usedWith': related(relations.usedWith),
    'mq:objectClass': both(object),
    'mq:property': both(property),
    'mq:representation': element.representation,
    'mq:format': formatText(element.format),
    'mq:valueDomain': domain.codes === null ? null : to(`${base}/code-lists/${domain.codes}`),
    'mq:unit': unit === null ? null : both(unit),
    'mq:registrationStatus': element.status,
    'mq:verification': element.verification,
    'mq:mapsTo': element.mapsTo,
    'dct:source': source,
  });
}

const ranges: Readonly<Record<DataElement['type'], string>> = {
  character: 'xsd:string',
  numeric: 'xsd:decimal',
  date: 'xsd:date',
  'date-time': 'xsd:dateTime',
  time: 'xsd:time',
  boolean: 'xsd:boolean',
  binary: 'xsd:base64Binary',
};

/** The type of XML Schema; a year or a month is no `xsd:date`. */
function rangeOf({ type, format }: DataElement): string {
  if (format.kind === 'date' && format.precision !== 'day')
    return format.precision === 'year' ? 'xsd:gYear' : 'xsd:gYearMonth';
  return ranges[type];
}

function listNodes(list: CodeList, base: string): GraphNode[] {
  const scheme = `${base}/code-lists/${list.name}`;
  const seen = new Set<string>();
  const concepts = list.values.map((value) => {
    const id = `${scheme}/${value.code}`;
    const own = seen.has(id) ? `${id}@${value.from ?? ''}` : id; // a code that meant something else before
    seen.add(id);
    return conceptNode(own, scheme, value);
  });
  const head = node(scheme, ['skos:ConceptScheme'], {
    'dct:title': both(list.title),
    'dct:source': list.source,
    'owl:versionInfo': list.version,
    'mq:standard': list.standard,
    'mq:verification': list.verification,
  });
  return [head, ...concepts];
}

function conceptNode(id: string, scheme: string, value: CodeValue): GraphNode {
  const { code, zh, en, parent, from, to: last } = value;
  return node(id, ['skos:Concept'], {
    'skos:inScheme': to(scheme),
    'skos:topConceptOf': parent === null ? to(scheme) : null,
    'skos:broader': parent === null ? null : to(`${scheme}/${parent}`),
    'skos:notation': code,
    'skos:prefLabel': both({ zh, en }),
    'mq:validFrom': from === null ? null : typed(from, 'date'),
    'mq:validTo': last === null ? null : typed(last, 'date'),
  });
}

function shapeNodes(resource: Resource, pack: Pack, base: string): GraphNode[] {
  const id = `${base}/resources/${resource.name}`;
  const properties = resource.fields.map((field) => propertyNode(`${id}#${field.name}`, field, pack, base));
  const shape = node(id, ['sh:NodeShape', 'rdfs:Class'], {
    'rdfs:label': both(resource.title),
    'rdfs:comment': resource.summary === null ? null : both(resource.summary),
    'sh:property': properties.map((one) => to(one['@id'])),
  });
  return [shape, ...properties];
}

function propertyNode(id: string, field: Field, pack: Pack, base: string): GraphNode {
  const element = pack.elements.get(field.element ?? '');
  const values: Record<string, GraphValue | null> =
    element === undefined
      ? { 'sh:class': to(`${base}/resources/${field.refers ?? ''}`), 'sh:nodeKind': to('sh:IRI') }
      : { 'sh:datatype': to(rangeOf(element)), ...facets(element) };
  return node(id, ['sh:PropertyShape'], {
    'sh:path': to(id.replace('#', '/fields/')),
    'sh:name': both(field.title),
    'sh:minCount': field.required ? 1 : 0,
    'sh:maxCount': field.many ? null : 1,
    'mq:element': element === undefined ? null : to(`${base}/elements/${element.name}`),
    'mq:qualifier': field.qualifier,
    ...values,
  });
}

function facets({ format, domain, type }: DataElement): Record<string, GraphValue | null> {
  const bound = (value: number | null) => (value === null ? null : typed(String(value), 'decimal'));
  if (format.kind === 'number' && type === 'numeric')
    return { 'sh:minInclusive': bound(domain.minimum), 'sh:maxInclusive': bound(domain.maximum) };
  if (format.kind !== 'text') return {};
  return {
    'sh:minLength': format.min > 0 ? format.min : null,
    'sh:maxLength': format.max,
    'sh:pattern': domain.pattern === null ? null : `^(?:${domain.pattern})$`,
  };
}
