import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { parseDocument } from 'yaml';
import { projectRoot } from '#infrastructure/config/index.ts';
import { fault } from './errors.ts';
import type { Division } from './population/geography.ts';
import { MistakesFile, PoliceFile, PopulationFile } from './population/schema.ts';
import { settingsOf, type Settings } from './population/settings.ts';

const packFolder = join(projectRoot, 'packs', 'demo');

/**
 * Reads the demonstration pack's settings.
 * @throws Fault demo.settings-invalid with the file and the place in it
 */
export function readDemoPack(folder = packFolder): Settings {
  const population = readYaml(folder, 'population.yaml', PopulationFile);
  const police = readYaml(folder, 'police.yaml', PoliceFile);
  checkHouseholds(population);
  checkPosts(police);
  const divisions = [
    ...readDivisions(folder, 'divisions/divisions.csv', /^69[0-9]{4}$/),
    ...readDivisions(folder, 'divisions/streets.csv', /^69[0-9]{7}$/),
  ];
  const { mistakes } = readYaml(folder, 'mistakes.yaml', MistakesFile);
  return settingsOf(population, police, divisions, mistakes);
}

function readYaml<S extends TSchema>(folder: string, file: string, schema: S): Static<S> {
  const document = parseDocument(readFileSync(join(folder, file), 'utf8'));
  const [mistake] = document.errors;
  if (mistake !== undefined) throw invalid(file, `line ${mistake.linePos?.[0].line ?? '?'}`, mistake.message);
  const value: unknown = document.toJS();
  if (Value.Check(schema, value)) return value;
  const errors = Value.Errors(schema, value);
  const first = errors.find(({ keyword }) => keyword !== 'boolean') ?? errors[0];
  throw invalid(file, first?.instancePath || '/', first?.message ?? 'does not fit');
}

/** A neighbourhood's households must be able to hold its people, whatever order they are picked in. */
function checkHouseholds(file: PopulationFile): void {
  const capacity = file.households.reduce((sum, { size, count }) => sum + size * count, 0);
  if (capacity < file.peoplePerNeighbourhood) {
    throw invalid(
      'population.yaml',
      '/households',
      `hold ${capacity} of ${file.peoplePerNeighbourhood} people`,
    );
  }
  const sizes = new Set(file.households.map(({ size }) => size));
  for (let size = 1; size <= Math.max(...sizes); size++) {
    if (!sizes.has(size)) throw invalid('population.yaml', '/households', `have no size ${size}`);
  }
  for (const { size, shapes } of file.households) {
    const wrong = shapes.findIndex(({ members }) => members.length !== size - 1);
    if (wrong >= 0)
      throw invalid('population.yaml', `/households/${size}/shapes/${wrong}`, `needs ${size - 1} members`);
  }
}

function checkPosts(file: PoliceFile): void {
  const places = [...file.cityUnits, ...file.countyUnits, file.station, file.post];
  const unknown = places.flatMap(({ posts }) => posts).find((post) => file.posts[post] === undefined);
  if (unknown !== undefined) throw invalid('police.yaml', '/posts', `lacks ${unknown}`);
}

/** The guard of the safe scheme: a division outside province 69 is refused, whatever the file says. */
function readDivisions(folder: string, file: string, allowed: RegExp): Division[] {
  const [head = '', ...lines] = readFileSync(join(folder, file), 'utf8').split('\n');
  const english = head.split(',').indexOf('english');
  return lines.flatMap((line, i) => {
    if (line === '') return [];
    const cells = line.split(',');
    const [code = '', name = ''] = cells;
    const nameEn = cells[english] ?? '';
    if (!allowed.test(code) || name === '' || nameEn === '')
      throw invalid(file, `line ${i + 2}`, 'not a division of province 69');
    return [{ code, name, nameEn }];
  });
}

function invalid(file: string, where: string, problem: string): Error {
  return fault('settings-invalid', { file, where, problem });
}
