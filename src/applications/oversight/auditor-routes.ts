import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { sendFile } from '#infrastructure/table-files/index.ts';
import { answerQuestion } from './answer-question.ts';
import { exportLedgerEntries, exportPersonEntries, ledgerExport, personExport } from './export-ledger.ts';
import type { LedgerExport, PersonExport } from './export-ledger.ts';
import * as files from './export-lists.ts';
import { getAuditedEntry, proveEntry } from './get-entry.ts';
import { listEntries, listPersonEntries } from './list-entries.ts';
import { getQuestion, listQuestions } from './list-questions.ts';
import { requireAuditor } from './oversight.ts';
import type { Oversight } from './oversight.ts';
import * as wire from './schema.ts';
import { listSignedCheckpoints, surveyLedger } from './survey-ledger.ts';
import { getVerification, listVerifications, startVerification, stopVerification } from './verifications.ts';

const tags = ['oversight'];

function answers(summary: string, success: unknown, status = 200): Record<string, unknown> {
  return { tags, summary, response: { [status]: success, '4xx': wire.problem } };
}

/** What auditors do with the ledger and with questions. Reading the ledger is itself in the ledger. */
export function auditorRoutes(app: FastifyInstance, oversight: Oversight): void {
  entryRoutes(app, oversight);
  overviewRoutes(app, oversight);
  verificationRoutes(app, oversight);
  questionRoutes(app, oversight);
}

function entryRoutes(app: FastifyInstance, oversight: Oversight): void {
  const list = { ...answers('Entries of the ledger', wire.entryPage), querystring: wire.entryQuery };
  app.get<{ Querystring: wire.EntryQuery }>('/api/v1/ledger/entries', { schema: list }, (request) =>
    listEntries(oversight, request.context, request.query),
  );
  const person = { ...answers('Entries that concern one person', wire.entryPage), body: wire.personQuery };
  app.post<{ Body: wire.PersonQuery }>('/api/v1/ledger/entries/by-subject', { schema: person }, (request) =>
    listPersonEntries(oversight, request.context, request.body),
  );
  const file = {
    tags,
    summary: 'Entries as a file (CSV, Excel, JSON lines with proofs)',
    body: ledgerExport,
  };
  app.post<{ Body: LedgerExport }>(
    '/api/v1/ledger/entries/export',
    { schema: file },
    async (request, reply) =>
      sendFile(reply, await exportLedgerEntries(oversight, request.context, request.body)),
  );
  const personFile = { tags, summary: 'Entries that concern one person, as a file', body: personExport };
  app.post<{ Body: PersonExport }>(
    '/api/v1/ledger/entries/by-subject/export',
    { schema: personFile },
    async (request, reply) =>
      sendFile(reply, await exportPersonEntries(oversight, request.context, request.body)),
  );
  const one = { ...answers('One entry, whole', wire.entryDetail), params: wire.entryKey };
  app.get<Keyed>('/api/v1/ledger/entries/:entry', { schema: one }, ({ context, params }) =>
    getAuditedEntry(oversight, context, params.entry),
  );
  const proof = {
    ...answers('Proof that an entry is in the ledger', wire.disclosure),
    params: wire.entryKey,
  };
  app.get<Keyed>('/api/v1/ledger/entries/:entry/proof', { schema: proof }, ({ context, params }) =>
    proveEntry(oversight, context, params.entry),
  );
}

interface Keyed {
  Params: { entry: string };
}

function overviewRoutes(app: FastifyInstance, oversight: Oversight): void {
  const checkpoints = {
    ...answers('Signed checkpoints', wire.checkpointPage),
    querystring: wire.checkpointQuery,
  };
  app.get<{ Querystring: wire.CheckpointQuery }>(
    '/api/v1/ledger/checkpoints',
    { schema: checkpoints },
    (request) => listSignedCheckpoints(oversight, request.context, request.query),
  );
  const file = { tags, summary: 'Checkpoints as a file', body: files.checkpointExport };
  app.post<{ Body: Static<typeof files.checkpointExport> }>(
    '/api/v1/ledger/checkpoints/export',
    { schema: file },
    async ({ context, body }, reply) =>
      sendFile(reply, await files.exportAuditList(oversight, context, files.checkpointFile, body)),
  );
  const survey = { ...answers('Counts over a period', wire.survey), querystring: wire.surveyQuery };
  app.get<{ Querystring: wire.SurveyQuery }>('/api/v1/ledger/survey', { schema: survey }, (request) =>
    surveyLedger(oversight, request.context, request.query),
  );
  const settings = answers('Reasons, outcomes and resources to choose from', wire.settingsAnswer);
  app.get('/api/v1/oversight/settings', { schema: settings }, ({ context }) => {
    requireAuditor(context);
    return settingsOf(oversight);
  });
}

function settingsOf({ settings, catalogue }: Oversight): wire.SettingsWire {
  const declared = [...catalogue.resources].map(([code, { declaration }]) => ({
    code,
    ...declaration.title,
  }));
  return {
    draft: settings.status === 'draft',
    answerDays: settings.question.days,
    outcomes: settings.question.outcomes,
    lookUp: settings.lookUp,
    resources: declared,
  };
}

function verificationRoutes(app: FastifyInstance, oversight: Oversight): void {
  const path = '/api/v1/ledger/verifications';
  const start = answers('Verify the whole ledger', wire.verification, 202);
  app.post('/api/v1/ledger/verify', { schema: start }, async ({ context }, reply) =>
    reply.code(202).send(await startVerification(oversight, context)),
  );
  const list = { ...answers('Verifications', wire.verificationPage), querystring: wire.verificationQuery };
  app.get<{ Querystring: wire.VerificationQuery }>(path, { schema: list }, ({ context, query }) =>
    listVerifications(oversight, context, query),
  );
  const file = { tags, summary: 'Verifications as a file', body: files.verificationExport };
  app.post<{ Body: Static<typeof files.verificationExport> }>(
    `${path}/export`,
    { schema: file },
    async ({ context, body }, reply) =>
      sendFile(reply, await files.exportAuditList(oversight, context, files.verificationFile, body)),
  );
  const one = { ...answers('One verification', wire.verification), params: wire.idKey };
  app.get<Identified>(`${path}/:id`, { schema: one }, ({ context, params }) =>
    getVerification(oversight, context, params.id),
  );
  const stop = { ...answers('Stop a verification', wire.verification), params: wire.idKey };
  app.post<Identified>(`${path}/:id/stop`, { schema: stop }, ({ context, params }) =>
    stopVerification(oversight, context, params.id),
  );
}

interface Identified {
  Params: { id: string };
}

function questionRoutes(app: FastifyInstance, oversight: Oversight): void {
  const list = { ...answers('Questions about accesses', wire.questionPage), querystring: wire.questionQuery };
  app.get<{ Querystring: wire.QuestionQuery }>('/api/v1/questions', { schema: list }, ({ context, query }) =>
    listQuestions(oversight, context, query),
  );
  const file = { tags, summary: 'Questions as a file', body: files.questionExport };
  app.post<{ Body: Static<typeof files.questionExport> }>(
    '/api/v1/questions/export',
    { schema: file },
    async ({ context, body }, reply) =>
      sendFile(reply, await files.exportAuditList(oversight, context, files.questionFile, body)),
  );
  const one = { ...answers('One question', wire.questionDetail), params: wire.idKey };
  app.get<Identified>('/api/v1/questions/:id', { schema: one }, ({ context, params }) =>
    getQuestion(oversight, context, params.id),
  );
  const answer = {
    ...answers('Answer a question', wire.questionDetail),
    params: wire.idKey,
    body: wire.answerInput,
  };
  app.post<Identified & { Body: wire.AnswerInput }>(
    '/api/v1/questions/:id/answer',
    { schema: answer },
    async ({ context, params, body }) => {
      await answerQuestion(oversight, context, params.id, body);
      return getQuestion(oversight, context, params.id);
    },
  );
}
