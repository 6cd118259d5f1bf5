import type pg from 'pg';

/** What the driver's connection has beyond what its types say. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
}

/**
 * COPY … FROM STDIN of what is in memory already, in one round trip: statement, data and end are sent together instead
 * of waiting for the server to say that it is ready. Where the statement fails the server drops the data that follows
 * (PostgreSQL, "COPY Operations" of the message flow).
 */
export function copyWhole(client: pg.PoolClient, text: string, data: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = {
      submit(connection: pg.Connection): void {
        const { stream } = connection;
        stream.cork();
        connection.query(text);
        (connection as CopyConnection).sendCopyFromChunk(data);
        (connection as CopyConnection).endCopyFrom();
        stream.uncork();
      },
      handleCopyInResponse: () => undefined,
      handleCommandComplete: () => undefined,
      handleError: reject,
      handleReadyForQuery: () => resolve(),
    };
    client.query(copy);
  });
}
