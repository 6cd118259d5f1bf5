import type { Tx } from '#infrastructure/sql/index.ts';

/** One person's approval of a proposal as it was last submitted. */
export interface Approval {
  readonly by: string;
  readonly byName: string;
  readonly at: Date;
}

/** Which submission of a proposal it is: an approval is of what was submitted, and of nothing that came later. */
const round = `(select count(*)::int from registry.proposal_step s where s.proposal = $1 and s.act = 'submit')`;

export async function selectApprovals(tx: Pick<Tx, 'query'>, proposal: number): Promise<Approval[]> {
  return tx.query<Approval>(
    `select by, by_name as "byName", at from registry.proposal_approval
      where proposal = $1 and round = ${round} order by at, by`,
    [proposal],
  );
}

/** False when this person had approved it already. The database refuses its author. */
export async function insertApproval(tx: Tx, proposal: number, approval: Approval): Promise<boolean> {
  const { by, byName, at } = approval;
  const rows = await tx.query(
    `insert into registry.proposal_approval (proposal, round, by, by_name, author, at)
     select number, ${round}, $2, $3, author, $4 from registry.proposal where number = $1
     on conflict do nothing returning by`,
    [proposal, by, byName, at],
  );
  return rows.length > 0;
}
