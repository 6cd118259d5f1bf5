/**
 * The public face of the ledger (c2sp.org/tlog-tiles): checkpoint, hash tiles, keys. Hashes only: entries are never
 * served here, so anybody may watch that the ledger only grows without learning what is in it.
 */
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Database } from '#infrastructure/sql/index.ts';
import { parseTilePath } from '#standards/ledger/index.ts';
import { fault } from './errors.ts';
import { latestCheckpoint } from './prove.ts';
import { readTile } from './read-hashes.ts';

export interface LedgerRoutes {
  /** Role minqiao_reader or any that may read the ledger. */
  readonly database: Database;
  /** Verification keys, one line each. */
  readonly keys: readonly string[];
}

/** A year: a tile of a given width never changes. */
const TILE_CACHE = 'public, max-age=31536000, immutable';

/** Registers the public routes: `/ledger/checkpoint`, `/ledger/key`, `/ledger/tile/…`. */
export function routes(app: FastifyInstance, { database, keys }: LedgerRoutes): void {
  const documented = (summary: string) => ({ schema: { tags: ['ledger'], summary } });
  app.get(
    '/ledger/checkpoint',
    documented('The latest checkpoint, a signed note (C2SP)'),
    async (_request, reply) => {
      const { note } = await latestCheckpoint(database);
      return text(reply).send(note);
    },
  );
  app.get('/ledger/key', documented('The keys that verify it'), async (_request, reply) =>
    text(reply).send(keys.map((key) => `${key}\n`).join('')),
  );
  app.get<{ Params: { '*': string } }>(
    '/ledger/tile/*',
    documented('Hashes of the tree, by tile (C2SP)'),
    async (request, reply) => {
      const address = parseTilePath(request.params['*']);
      if (!address) throw fault('not-found');
      const hashes = await readTile(database, address);
      return reply.header('cache-control', TILE_CACHE).type('application/octet-stream').send(hashes);
    },
  );
}

function text(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8');
}
