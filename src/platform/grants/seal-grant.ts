import { createHash } from 'node:crypto';
import type { PolicySeal } from '#security/access/index.ts';
import { numberOf } from './application.ts';
import type { Application } from './application.ts';

/** What is signed: number, version, standing and terms, so that neither can be changed nor taken for another's. */
function statementOf(row: Application): string {
  const { version, state, resource, branch, granted, grantedAt } = row;
  const { fields, unmasked, actions, purposeKinds, role, organisation, recordsPerDay, until } = granted ?? {};
  const limits = granted && granted.rows.length > 0 ? [granted.rows] : []; // grants sealed before there were any hold on
  const terms = [
    fields,
    unmasked,
    actions,
    purposeKinds,
    role,
    organisation,
    recordsPerDay,
    until,
    ...limits,
  ];
  const all = JSON.stringify([state, resource, branch, grantedAt?.toISOString(), terms]);
  const digest = createHash('sha256').update(all).digest('hex');
  return `minqiao-grant/1\n${numberOf(row)}\n${version}\n${digest}\n`;
}

/** The row under the node's hand. */
export function sealed(seal: PolicySeal, row: Application): Application {
  return { ...row, signature: seal.sign(statementOf(row)) };
}

/** Whether this node put the row so: what a superuser wrote into the table gives nobody anything. */
export function isSealed(seal: Pick<PolicySeal, 'verify'>, row: Application): boolean {
  return row.signature !== null && seal.verify(statementOf(row), row.signature);
}
