import type {
  Article,
  Cited,
  CodeList,
  DataElement,
  Field,
  InForce,
  QualitySeverity,
  NumberRule,
  ObjectClass,
  PackHeader,
  PurposeKind,
  Qualifier,
  Regulation,
  Relations,
  Resource,
  Verification,
  Words,
  ReviewReason,
} from '#standards/declarations/index.ts';
import type { Notation, Rendering } from '#standards/formats/index.ts';
import type { ApiPlan } from '#standards/plans/index.ts';

/** What the catalogue's API answers, for its routes and its pages. Shapes only: it runs in the browser too. */
export { categoryClassWords } from '#standards/plans/index.ts';

/** What declarations are handed out as: documents for other programs, and whole tables that can be brought back. */
export const documentKinds = ['catalogue', 'schema', 'graph', 'shapes', 'elements', 'codes'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** One field of a resource that uses something: where to look when it changes. */
export interface Use {
  readonly resource: string;
  readonly resourceTitle: Words;
  readonly field: string;
  readonly fieldTitle: Words;
}

export interface ElementRow extends DataElement {
  /** The format in the three notations of the field. */
  readonly notations: Readonly<Record<Notation, Rendering>>;
  readonly uses: number;
}

/** An element that names another in one of its relations. */
export interface RelatedBy extends Named {
  readonly relation: keyof Relations;
}

export type CodeListRow = Omit<CodeList, 'values'> & { readonly values: number; readonly uses: number };

export interface QualifierRow extends Qualifier {
  readonly uses: number;
}

export interface NumberRuleRow extends NumberRule {
  readonly length: number;
  readonly pattern: string;
  /** A number of this kind, for a fictional place; null when none can be made. */
  readonly example: string | null;
  readonly elements: readonly Named[];
}

/** What elements describe, with what follows from the elements that name it. */
export interface ObjectClassRow extends ObjectClass {
  readonly partOfTitle: Words | null;
  /** Elements of just this class. */
  readonly elements: number;
  /** Elements of this class and of those below it. */
  readonly within: number;
  /** Fields of resources that use one of its elements. */
  readonly uses: number;
}

export interface ObjectClassAnswer {
  readonly objectClass: ObjectClassRow;
  /** From the root down to the class above. */
  readonly above: readonly Named[];
  readonly below: readonly ObjectClassRow[];
  /** The resources that use its elements, with how many fields. */
  readonly resources: readonly (Named & { readonly fields: number })[];
}

/** All object classes at one glance; and the titles that elements give though no class is called so. */
export interface ObjectTree {
  readonly classes: readonly Pick<ObjectClassRow, 'name' | 'title' | 'partOf' | 'elements' | 'within'>[];
  readonly undeclared: readonly { readonly title: Words; readonly elements: number }[];
}

export interface RegulationRow extends Regulation {
  readonly resources: readonly Named[];
  /** How many things rest on it or on one of its articles. */
  readonly rests: number;
}

/** What may cite the library. */
export const restingKinds = [
  'resource',
  'purpose',
  'matter',
  'policy',
  'element',
  'qualifier',
  'code-list',
  'regulation',
] as const;
export type RestingKind = (typeof restingKinds)[number];

/** Something that rests on a document or on an article of it. */
export interface Resting {
  readonly kind: RestingKind;
  readonly name: string;
  readonly title: Words;
  /** The days of its clock, where it has one. */
  readonly days: number | null;
  /** What it cites, as written, and as people read it. */
  readonly cited: string;
  readonly citedTitle: Words;
}

/** One reading of an article. */
export interface ArticleRow extends Article {
  readonly regulation: string;
  readonly regulationTitle: Words;
  /** 第十六条, art. 16. */
  readonly title: Words;
  readonly inForce: InForce;
  readonly rests: number;
}

/** Why something that rests on the library must be looked at again, and from when until when. */
export interface ReviewRow extends Resting {
  readonly regulation: string;
  readonly article: string | null;
  readonly reason: ReviewReason;
  readonly since: string | null;
  readonly until: string | null;
  /** What takes its place, where something does. */
  readonly by: Words | null;
}

export interface RegulationAnswer {
  readonly regulation: RegulationRow;
  readonly articles: readonly ArticleRow[];
  readonly rests: readonly Resting[];
  readonly review: readonly ReviewRow[];
}

export interface ArticleAnswer {
  readonly regulation: RegulationRow;
  /** All readings of the article, whenever in force. */
  readonly readings: readonly ArticleRow[];
  readonly rests: readonly Resting[];
  readonly review: readonly ReviewRow[];
}

export interface Named {
  readonly name: string;
  readonly title: Words;
}

export interface ResourceRow {
  readonly name: string;
  readonly title: Words;
  readonly summary: Words | null;
  readonly owner: string;
  readonly ownerTitle: Words;
  readonly source: string;
  readonly cycle: Resource['cycle'];
  readonly classification: Resource['classification'];
  readonly sharing: Resource['sharing']['type'];
  readonly category: string;
  /** 信息资源代码: the category and the name. */
  readonly code: string;
  /** 就高从严: the strictest of its own grade and its fields'. */
  readonly grade: number;
  readonly fields: number;
  readonly personal: boolean;
}

/** A row with what only the search looks into: its fields and their elements. */
export interface ListedResource extends ResourceRow {
  readonly terms: readonly (string | Words)[];
}

/** How many of one kind there are, and how far they were checked (null where a kind has no such mark). */
export interface KindCount {
  readonly total: number;
  readonly verification: Readonly<Record<Verification, number>> | null;
}

export interface Overview {
  readonly packs: readonly PackHeader[];
  /** SHA-256 of all files. */
  readonly digest: string;
  readonly kinds: {
    readonly resources: KindCount;
    readonly elements: KindCount;
    readonly objectClasses: KindCount;
    readonly codeLists: KindCount;
    readonly codeValues: KindCount;
    readonly qualifiers: KindCount;
    readonly numberRules: KindCount;
    readonly regulations: KindCount;
  };
  /** The object classes (对象类词) that elements speak of, to filter by. */
  readonly objects: readonly Words[];
  /** The branches that own resources. */
  readonly owners: readonly string[];
  /** The kinds of purpose that sharing may name. */
  readonly purposes: readonly Named[];
}

/** A field with what its element, qualifier and target say, so that a page needs no further question. */
export interface FieldDescription extends Omit<Field, 'element' | 'qualifier' | 'refers'> {
  readonly element: Pick<
    ElementRow,
    'name' | 'title' | 'identifier' | 'notations' | 'verification' | 'status' | 'domain' | 'unit'
  > | null;
  readonly qualifier: (Named & { readonly identifier: string }) | null;
  readonly refers: Named | null;
  readonly grade: number;
}

export interface ResourceDescription {
  readonly fields: readonly FieldDescription[];
  /** The legal bases of sharing. */
  readonly basis: readonly (Cited & { readonly regulation: Regulation })[];
  readonly purposes: readonly (Pick<PurposeKind, 'name'> & { readonly title: Words })[];
  /** The resources that it refers to, and those that refer to it. */
  readonly lineage: readonly LineageLink[];
  /** The statements that make its tables. */
  readonly sql: readonly string[];
  readonly api: Pick<ApiPlan, 'paths' | 'schemas'>;
}

/** How a resource stood when it was counted: no personal data, and no count that few people stand behind. */
export interface CountedState {
  readonly records: number;
  readonly lastChange: string | null;
  readonly months: readonly {
    /** YYYY-MM */
    readonly month: string;
    readonly created: number;
    readonly changed: number;
    readonly erased: number;
  }[];
  /** Null when nobody used it in the period, or when too few did to be told (`tooFew`). */
  readonly use: ResourceUse | null;
  readonly tooFew: boolean;
  /** Days of the period that uses were counted in: [from, to). */
  readonly from: string;
  readonly to: string;
}

export interface ResourceUse {
  readonly permitted: number;
  readonly refused: number | null;
  readonly by: Readonly<
    Record<
      'agency' | 'branch' | 'role' | 'purpose',
      {
        readonly shown: readonly { readonly value: string; readonly permitted: number }[];
        readonly anyHidden: boolean;
      }
    >
  >;
}

export interface StateAnswer {
  readonly countedAt: string;
  readonly state: CountedState;
  readonly freshness: Freshness;
  /** What the purposes in its counts are called. */
  readonly purposes: Readonly<Record<string, Words>>;
  /** Fewer people than this, and a count isn't told. */
  readonly fewestActors: number;
}

/** What an examination of all records of a resource came to: counts, of nobody in particular. */
export interface ResourceQuality {
  /** 0 to 100: each record counts for what its gravest error leaves of it. */
  readonly score: number;
  readonly records: number;
  /** Records with an error. */
  readonly faulty: number;
  /** The rules that failed, those with most failures first; titles as they were then. */
  readonly rules: readonly {
    readonly rule: string;
    readonly field: string;
    readonly title: Words;
    readonly severity: QualitySeverity;
    readonly count: number;
  }[];
}

/** The latest result, and those before it, newest first. */
export interface QualityAnswer {
  readonly at: string;
  readonly quality: ResourceQuality;
  readonly trend: readonly (Pick<ResourceQuality, 'score' | 'records' | 'faulty'> & {
    readonly at: string;
  })[];
}

/** The latest change against the promised cycle. */
export interface Freshness {
  readonly cycle: Resource['cycle'];
  /** Until when the next change is due; null without records, and for real time, where no change may mean no event. */
  readonly dueAt: string | null;
  readonly kept: boolean | null;
}

/** A resource beside this one: which of its fields refer, and which way the information goes. */
export interface LineageLink extends Named {
  readonly owner: string;
  readonly way: 'from' | 'to';
  readonly fields: readonly Words[];
}

export type { Facets } from '#infrastructure/lists/index.ts';
