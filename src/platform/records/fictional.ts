import type { Database } from '#infrastructure/sql/index.ts';
import { fault } from './errors.ts';
import type { RecordTable } from './record-table.ts';
import { countKeysBetween } from './sql.ts';

/** Numbers of the fictional province 69 (reference/domain.md, section 7) sort between these. */
const fictional = { from: '69', below: '70' } as const;

/**
 * Refuses a production node that holds people of the fictional province: whatever it says of them is made up.
 * @throws Fault records.fictional-present
 */
export async function refuseFictionalRecords(
  door: Database,
  tables: ReadonlyMap<string, RecordTable>,
): Promise<void> {
  for (const table of tables.values()) {
    const { subject } = table;
    if (subject?.through !== 'value') continue;
    const count = await countKeysBetween(door, table, subject.field, fictional);
    if (count > 0) throw fault('fictional-present', { resource: table.resource, count });
  }
}
