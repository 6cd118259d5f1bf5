/** Every rule of tidy, in the order of its report. To add one: a file here, a line below, a planted violation in its test. */
import type { Rule } from '../project.ts';
import { benches } from './benches.ts';
import { comments } from './comments.ts';
import { dependencies } from './dependencies.ts';
import { docstrings } from './docstrings.ts';
import { errors } from './errors.ts';
import { floor } from './floor.ts';
import { generated } from './generated.ts';
import { glossary } from './glossary.ts';
import { imports } from './imports.ts';
import { indexExports } from './index-exports.ts';
import { length } from './length.ts';
import { links } from './links.ts';
import { migrations } from './migrations.ts';
import { moduleParts } from './module-parts.ts';
import { names } from './names.ts';
import { oneDoor } from './one-door.ts';
import { pages } from './pages.ts';
import { pureStandards } from './pure-standards.ts';
import { sqlPlace } from './sql-place.ts';
import { ownSchema, sqlColumns } from './sql-text.ts';
import { clock, environment } from './surroundings.ts';
import { defaultExports, syntax } from './syntax.ts';
import { testHabits } from './test-habits.ts';

export const rules: readonly Rule[] = [
  floor,
  moduleParts,
  imports,
  oneDoor,
  indexExports,
  pages,
  pureStandards,
  sqlPlace,
  sqlColumns,
  ownSchema,
  environment,
  clock,
  length,
  docstrings,
  errors,
  names,
  syntax,
  defaultExports,
  comments,
  testHabits,
  migrations,
  dependencies,
  benches,
  glossary,
  links,
  generated,
];
