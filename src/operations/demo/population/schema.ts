import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
const share = Type.Number({ minimum: 0, maximum: 1 });
const weight = Type.Number({ exclusiveMinimum: 0 });
const count = Type.Integer({ minimum: 1 });
const text = Type.String({ minLength: 1 });
const date = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const nonEmpty = { minItems: 1 } as const;

/** Who lives with the head of a household. */
export const relations = ['spouse', 'child', 'parent', 'grandchild'] as const;
export type Relation = (typeof relations)[number];

const Shape = Type.Object(
  {
    weight,
    head: Type.Tuple([Type.Integer({ minimum: 18 }), Type.Integer({ maximum: 100 })]),
    members: Type.Array(Type.Enum([...relations])),
  },
  closed,
);

const OrganisationKind = Type.Object(
  {
    kind: text,
    registered: Type.String({ pattern: '^[0-9A-HJ-NPQRTUWXY]{2}$' }),
    weight,
    industries: Type.Array(text, nonEmpty),
    endings: Type.Array(text, nonEmpty),
  },
  closed,
);

/** packs/demo/population.yaml */
export const PopulationFile = Type.Object(
  {
    seed: Type.Integer({ minimum: 0, maximum: 4_294_967_295 }),
    people: count,
    asOf: date,
    systemSince: date,
    perThousandPeople: Type.Object(
      { premises: count, organisations: count, vehicles: count, officers: count },
      closed,
    ),
    peoplePerNeighbourhood: count,
    map: Type.Object({ west: Type.Number(), south: Type.Number(), degreesPerCounty: weight }, closed),
    agePyramid: Type.Array(
      Type.Object(
        { from: Type.Integer({ minimum: 18 }), to: Type.Integer({ maximum: 100 }), weight },
        closed,
      ),
      nonEmpty,
    ),
    households: Type.Array(
      Type.Object({ size: count, count, shapes: Type.Array(Shape, nonEmpty) }, closed),
      nonEmpty,
    ),
    chances: Type.Object(
      {
        headIsWoman: share,
        movedHere: share,
        livesElsewhere: share,
        vacantDwelling: share,
        bornElsewhereInProvince: share,
        deceasedElder: share,
        changedName: share,
        changedMobile: share,
        mobileOfAdult: share,
        mobileOfChild: share,
        licenceOfMan: share,
        licenceOfWoman: share,
        vehicleChangedOwner: share,
        familyBusiness: share,
      },
      closed,
    ),
    education: Type.Array(
      Type.Object({ bornBefore: Type.Integer(), shares: Type.Record(Type.String(), weight) }, closed),
      nonEmpty,
    ),
    surnames: text,
    givenNames: Type.Object({ oneCharacter: share, men: text, women: text, neutral: text }, closed),
    roads: Type.Object({ first: text, second: text, kinds: text }, closed),
    organisations: Type.Object(
      { kinds: Type.Array(OrganisationKind, nonEmpty), first: text, second: text },
      closed,
    ),
    vehicles: Type.Object(
      {
        brands: text,
        colours: Type.Record(Type.String(), weight),
        kinds: Type.Array(
          Type.Object({ plateKind: Type.String({ pattern: '^[0-9]{2}$' }), usage: text, weight }, closed),
          nonEmpty,
        ),
      },
      closed,
    ),
    codeLists: Type.Object({ communities: count, roads: count, vehicleModels: count }, closed),
  },
  closed,
);
export type PopulationFile = Static<typeof PopulationFile>;

const Level = Type.Object({ kind: text, level: text, name: text, nameEn: text, shortName: text }, closed);
const Unit = Type.Object(
  {
    unit: Type.String({ pattern: '^[0-9]{2}$' }),
    kind: text,
    name: text,
    nameEn: text,
    branch: text,
    weight,
    posts: Type.Array(text, nonEmpty),
  },
  closed,
);
const Place = Type.Object({ branch: text, weight, posts: Type.Array(text, nonEmpty) }, closed);

/** packs/demo/police.yaml */
export const PoliceFile = Type.Object(
  {
    levels: Type.Object({ province: Level, city: Level, county: Level, station: Level, post: Level }, closed),
    postsPerStation: Type.Integer({ minimum: 0, maximum: 99 }),
    cityUnits: Type.Array(Unit, nonEmpty),
    countyUnits: Type.Array(Unit, nonEmpty),
    station: Place,
    post: Place,
    posts: Type.Record(Type.String(), Type.Object({ code: text, roles: Type.Array(text) }, closed)),
  },
  closed,
);
export type PoliceFile = Static<typeof PoliceFile>;

/** packs/demo/mistakes.yaml: one value of a record of the first neighbourhood that is wrong on purpose. */
const Mistake = Type.Object(
  { resource: text, place: Type.Integer({ minimum: 0, maximum: 1000 }), field: text, value: text },
  closed,
);
export type Mistake = Static<typeof Mistake>;
export const MistakesFile = Type.Object({ mistakes: Type.Array(Mistake) }, closed);
