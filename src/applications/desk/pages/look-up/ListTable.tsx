import type { ReactNode } from 'react';
import { FieldValue, useText, type RecordAnswer } from '#web/kit/index.ts';
import { fieldsIn, type DeclaredResource } from '../desk-data.ts';
import { deskTexts } from '../texts.ts';

const columnsShown = 6; // what fits beside the session's list at 1440 px; the record itself shows all

interface ListTableProps {
  readonly resource: DeclaredResource;
  readonly records: readonly RecordAnswer[];
  /** What can be done with a row. */
  readonly renderActs: (record: RecordAnswer) => ReactNode;
}

/** The records of a list, one a line, with the first of the permitted fields. */
export function ListTable({ resource, records, renderActs }: ListTableProps) {
  const t = useText();
  const fields = fieldsIn(resource.plans)
    .filter((field) => field.control !== 'reference' && records.some((record) => field.name in record.values))
    .slice(0, columnsShown);
  return (
    <div className="mq-card">
      <div className="mq-card-body desk-scroll" tabIndex={0} role="region" aria-label={t(resource.title)}>
        <table className="desk-compare">
          <thead>
            <tr>
              {fields.map((field) => (
                <th key={field.name} scope="col">
                  {t(field.label)}
                </th>
              ))}
              <th scope="col">{t(deskTexts.acts)}</th>
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <tr key={record.id}>
                {fields.map((field) => (
                  <td key={field.name}>
                    <FieldValue field={field} value={record.values[field.name]} />
                  </td>
                ))}
                <td>{renderActs(record)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
