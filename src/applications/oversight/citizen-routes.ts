import type { FastifyInstance } from 'fastify';
import { idempotencyHeaders } from '#infrastructure/http/index.ts';
import type { IdempotencyHeaders } from '#infrastructure/http/index.ts';
import { askQuestion } from './ask-question.ts';
import { listAccesses, listOwnActs } from './list-accesses.ts';
import { listOwnQuestions } from './list-questions.ts';
import type { Oversight } from './oversight.ts';
import { proveAccess, proveAccesses, proveCompleteness, proveGrowth } from './prove-accesses.ts';
import { questionOnWire } from './question-wire.ts';
import * as wire from './schema.ts';

const tags = ['own data'];

function answers(summary: string, success: unknown, status = 200): Record<string, unknown> {
  return { tags, summary, response: { [status]: success, '4xx': wire.problem } };
}

/** What a citizen sees of the ledger: their own accesses, with proofs, and their questions. */
export function citizenRoutes(app: FastifyInstance, oversight: Oversight): void {
  accessRoutes(app, oversight);
  questionRoutes(app, oversight);
}

function accessRoutes(app: FastifyInstance, oversight: Oversight): void {
  const list = { ...answers('Who looked at my data', wire.accessPage), querystring: wire.pageQuery };
  app.get<Paged>('/api/v1/me/accesses', { schema: list }, ({ context, query }) =>
    listAccesses(oversight, context, query),
  );
  const one = { ...answers('Proof of one access', wire.disclosure), params: wire.seqKey };
  app.get<{ Params: { seq: number } }>('/api/v1/me/accesses/:seq/proof', { schema: one }, (request) =>
    proveAccess(oversight, request.context, request.params.seq),
  );
  const some = { ...answers('Proofs of several accesses', wire.proofsAnswer), body: wire.proofsInput };
  app.post<{ Body: wire.ProofsInput }>('/api/v1/me/proofs', { schema: some }, async ({ context, body }) => ({
    items: await proveAccesses(oversight, context, body.seqs),
  }));
  const whole = answers('Proof that the list is complete', wire.completeness);
  app.get('/api/v1/me/completeness', { schema: whole }, ({ context }) =>
    proveCompleteness(oversight, context),
  );
  const growth = {
    ...answers('Proof that the ledger only grew', wire.growth),
    querystring: wire.growthQuery,
  };
  app.get<{ Querystring: wire.GrowthQuery }>('/api/v1/ledger/growth', { schema: growth }, ({ query }) =>
    proveGrowth(oversight, query),
  );
  const acts = {
    ...answers('What was done under my account', wire.ownActPage),
    querystring: wire.pageQuery,
  };
  app.get<Paged>('/api/v1/me/acts', { schema: acts }, ({ context, query }) =>
    listOwnActs(oversight, context, query),
  );
}

interface Paged {
  Querystring: wire.PageQuery;
}

function questionRoutes(app: FastifyInstance, oversight: Oversight): void {
  const list = { ...answers('My questions', wire.ownQuestionPage), querystring: wire.pageQuery };
  app.get<Paged>('/api/v1/me/questions', { schema: list }, ({ context, query }) =>
    listOwnQuestions(oversight, context, query),
  );
  const ask = {
    ...answers('Ask about an access', wire.ownQuestion, 201),
    body: wire.questionInput,
    headers: idempotencyHeaders,
  };
  app.post<{ Body: wire.QuestionInput; Headers: IdempotencyHeaders }>(
    '/api/v1/me/questions',
    { schema: ask },
    async (request, reply) => {
      const key = request.headers['idempotency-key'];
      const row = await askQuestion(oversight, request.context, { ...request.body, key });
      return reply.code(201).send(await questionOnWire(oversight, request.context.at, row));
    },
  );
}
