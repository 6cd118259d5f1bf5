import type { Tx } from '#infrastructure/sql/index.ts';

export interface ServerFacts {
  readonly fsync: string;
  readonly synchronous_commit: string;
  readonly full_page_writes: string;
  readonly data_checksums: string;
  readonly version_number: string;
  readonly version: string;
}

export async function selectServerFacts(tx: Pick<Tx, 'query'>): Promise<ServerFacts> {
  const rows = await tx.query<ServerFacts>(
    `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
            current_setting('full_page_writes') as full_page_writes, current_setting('data_checksums') as data_checksums,
            current_setting('server_version_num') as version_number, current_setting('server_version') as version`,
  );
  return rows[0] as ServerFacts;
}
