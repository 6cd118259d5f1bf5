import { derive, fieldName, list, named, record, required, slug } from './decode.ts';
import { limits } from './limits.ts';
import type { CodeListExtension } from './model.ts';
import type { WrittenValue } from './read-code-csv.ts';
import { codeValue } from './read-code-lists.ts';
import { fieldShape } from './read-resources.ts';
import type { NamedField } from './read-resources.ts';

/** Fields that somebody adds to a resource which is not theirs, as written. */
export interface WrittenExtension {
  readonly name: string;
  readonly extends: string;
  readonly fields: readonly NamedField[];
}

interface WrittenListExtension {
  'code-list-extension': string;
  extends: string;
  values: readonly WrittenValue[];
}

const listExtension = record<WrittenListExtension>({
  'code-list-extension': required(slug),
  extends: required(slug),
  values: required(list(codeValue, limits.entries)),
});

/** `extensions/code-lists/*.yaml`: values beside those of a code list that was taken. */
export const codeListExtensionFile = derive(
  listExtension,
  ({ 'code-list-extension': name, extends: of, values }, { reading }): CodeListExtension => {
    const complete = values.map(
      (value) => ({ ...value, verification: value.verification ?? 'draft' }) as const,
    );
    reading.places.setRows(complete, (index) => reading.places.of(values[index] ?? values));
    return { name, extends: of, values: complete };
  },
);

interface WrittenResourceExtension {
  'resource-extension': string;
  extends: string;
  fields: readonly NamedField[];
}

const resourceExtension = record<WrittenResourceExtension>({
  'resource-extension': required(slug),
  extends: required(slug),
  fields: required(
    named(
      fieldName,
      (name) => derive(fieldShape, (value): NamedField => ({ name, ...value })),
      limits.fieldsPerResource,
    ),
  ),
});

/** `extensions/resources/*.yaml`: optional fields beside those of a resource that was taken. */
export const resourceExtensionFile = derive(
  resourceExtension,
  ({ 'resource-extension': name, extends: of, fields }): WrittenExtension => ({ name, extends: of, fields }),
);
