import { resources, type Batch, type Entry, type Fields, type Resource } from './model.ts';

/*
 * The safe scheme (docs/demo.md): what keeps a made-up person or thing from being anybody's or anything's. The loader
 * holds every record to it before a byte reaches the database, so a generator that leaks a real province stops there.
 */
const scheme: Readonly<Record<Resource, Readonly<Record<string, RegExp>>>> = {
  'police-organisation': { code: /^69[0-9]{10}$/, division: /^69[0-9]{4}$/ },
  premises: { code: /^PR69[0-9]{13}$/, division: /^69[0-9]{7}$/ },
  household: { number: /^HH69[0-9]{10}$/ },
  person: { citizenNumber: /^69[0-9]{15}[0-9X]$/, nativePlace: /^69[0-9]{4}$/, mobile: /^154[0-9]{8}$/ },
  officer: { mobile: /^154[0-9]{8}$/ },
  'driving-licence': { fileNumber: /^69[0-9]{10}$/ },
  vehicle: { plateNumber: /^演/, vin: /^000[0-9A-HJ-NPR-Z]{14}$/ },
  organisation: { uscc: /^[0-9A-Y]{2}69[0-9]{4}PDY[0-9]{5}[0-9X][0-9A-Y]$/, phone: /^154[0-9]{8}$/ },
};

const subject = /^69[0-9]{15}[0-9X]$/;

/** Where a batch leaves the scheme: `resource.field` of the first value that could be real; undefined when none does. */
export function findUnsafe(batch: Batch): string | undefined {
  for (const resource of resources) {
    const rules = Object.entries(scheme[resource]);
    for (const entry of batch[resource] as readonly Entry<object>[]) {
      for (const version of entry.versions) {
        const values = version.values as Fields;
        const field = rules.find(
          ([name, allowed]) => values[name] !== null && !allowed.test(String(values[name])),
        );
        if (field !== undefined) return `${resource}.${field[0]}`;
        if (version.subject !== null && !subject.test(version.subject)) return `${resource} subject`;
      }
    }
  }
  return undefined;
}
