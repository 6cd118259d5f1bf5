import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { idempotencyHeaders } from '#infrastructure/http/index.ts';
import type { IdempotencyHeaders } from '#infrastructure/http/index.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import { assignRequest, handOverRequest } from './assign-request.ts';
import { closeVisit } from './close-visit.ts';
import type { Desk } from './desk.ts';
import { findDuty, selectOnDuty } from './duty-sql.ts';
import { completeRequest, returnRequest, withdrawRequest } from './end-request.ts';
import {
  exportDeskList,
  readRequests,
  readVisits,
  requestExport,
  requestFile,
  visitExport,
  visitFile,
} from './export-lists.ts';
import { getRequest } from './list-requests.ts';
import { openRequest } from './open-request.ts';
import { openVisit } from './open-visit.ts';
import { reopenRequest } from './reopen-request.ts';
import * as wire from './schema.ts';
import { signOff } from './sign-off.ts';
import { signOn } from './sign-on.ts';
import { unitPrefix } from './supervision.ts';
import { takeRequest } from './take-request.ts';
import { dutyOnWire, requestOnWire, visitOnWire } from './wire.ts';

const mostOnDuty = 200; // officers of one unit at once
const tags = ['desk'];
const base = '/api/v1';
const desks = `${base}/desk`;

interface Numbered {
  Params: { reference: string };
}

/** The desk's part of the API, below /api/v1. Everyone who reaches it is signed in (identify). */
export function deskRoutes(app: FastifyInstance, desk: Desk): void {
  purposeRoutes(app, desk);
  dutyRoutes(app, desk);
  visitRoutes(app, desk);
  requestRoutes(app, desk);
  requestActRoutes(app, desk);
}

function answers(success: unknown, status = 200): Record<string, unknown> {
  return { response: { [status]: success, '4xx': wire.problem } };
}

function purposeRoutes(app: FastifyInstance, desk: Desk): void {
  const { purposes, settings, cite } = desk;
  const mine = { tags, summary: 'Open purposes of the asker', ...answers(wire.purposeList) };
  app.get(`${base}/purposes`, { schema: mine }, async (request) => {
    const open = await purposes.listOpen(request.context.actor);
    const items = open.map(({ kind, reference, title, openedAt, until }) => ({
      kind,
      kindTitle: purposes.get(kind).title,
      reference,
      title,
      openedAt: openedAt.toISOString(),
      until: until?.toISOString() ?? null,
      state: 'open',
    }));
    return { items };
  });
  const kinds = { tags, summary: 'Kinds of purpose, and what can be opened', ...answers(wire.purposeKinds) };
  app.get(`${base}/purpose-kinds`, { schema: kinds }, async () => ({
    items: purposes.kinds.map(({ kind, title, reference }) => ({ kind, title, referenceTitle: reference })),
    verification: {
      openMinutes: settings.verification.openMinutes,
      mostOpen: settings.verification.mostOpen,
      reasons: settings.verification.reasons.map(({ code, zh, en, note }) => {
        return { code, zh, en, noteRequired: note === 'required' };
      }),
    },
    registration: {
      reopenDays: settings.registration.reopenDays,
      kinds: settings.registration.kinds.map(({ basis = [], ...kind }) => ({
        ...kind,
        basis: basis.map(cite),
      })),
    },
  }));
}

function dutyRoutes(app: FastifyInstance, desk: Desk): void {
  const show = {
    tags,
    summary: 'Own shift, and who is on duty at the own unit (for a supervisor, at the units below too)',
    ...answers(wire.dutyAnswer),
  };
  app.get(`${desks}/duty`, { schema: show }, async ({ context }) => {
    const { actor } = context;
    const mine = await findDuty(desk.app, actor.id, context.at);
    const unit = await selectOnDuty(desk.app, unitPrefix(actor), context.at, mostOnDuty);
    return { mine: mine ? dutyOnWire(mine) : null, unit: unit.map(dutyOnWire) };
  });
  const on = { tags, summary: 'Sign on to a desk of the own unit', ...answers(wire.duty, 201) };
  app.post(`${desks}/duty`, { schema: on }, async ({ context }, reply) =>
    reply.code(201).send(dutyOnWire(await signOn(desk, context))),
  );
  const off = { tags, summary: 'Sign off; closes the visits still open', ...answers(wire.signOffAnswer) };
  app.post(`${desks}/duty/end`, { schema: off }, async ({ context }) => ({
    closed: await signOff(desk, context),
  }));
}

function visitRoutes(app: FastifyInstance, desk: Desk): void {
  const list = { tags, summary: 'Visits', querystring: wire.visitQuery, ...answers(wire.visitPage) };
  app.get<{ Querystring: wire.VisitQuery }>(`${desks}/visits`, { schema: list }, async (request) => {
    return readVisits(desk, request.context, request.query);
  });
  const file = { tags, summary: 'Visits as a file', body: visitExport };
  app.post<{ Body: Static<typeof visitExport> }>(
    `${desks}/visits/export`,
    { schema: file },
    async ({ context, body }, reply) => sendFile(reply, await exportDeskList(desk, context, visitFile, body)),
  );
  const open = {
    tags,
    summary: 'Open a visit',
    body: wire.visitInput,
    headers: idempotencyHeaders,
    ...answers(wire.visit, 201),
  };
  app.post<{ Body: wire.VisitInputWire; Headers: IdempotencyHeaders }>(
    `${desks}/visits`,
    { schema: open },
    async (request, reply) => {
      const visit = await openVisit(desk, request.context, {
        ...request.body,
        key: request.headers['idempotency-key'],
      });
      return reply.code(201).send(visitOnWire(visit, desk.settings, request.context));
    },
  );
  const close = { tags, summary: 'Close a visit', params: wire.visitNumber, ...answers(wire.visit) };
  app.post<Numbered>(`${desks}/visits/:reference/close`, { schema: close }, async (request) => {
    const visit = await closeVisit(desk, request.context, request.params.reference);
    return visitOnWire(visit, desk.settings, request.context);
  });
}

function requestRoutes(app: FastifyInstance, desk: Desk): void {
  const list = {
    tags,
    summary: 'Registration requests',
    querystring: wire.requestQuery,
    ...answers(wire.requestPage),
  };
  app.get<{ Querystring: wire.RequestQuery }>(`${desks}/requests`, { schema: list }, async (request) => {
    return readRequests(desk, request.context, request.query);
  });
  const file = { tags, summary: 'Registration requests as a file', body: requestExport };
  app.post<{ Body: Static<typeof requestExport> }>(
    `${desks}/requests/export`,
    { schema: file },
    async ({ context, body }, reply) =>
      sendFile(reply, await exportDeskList(desk, context, requestFile, body)),
  );
  const open = {
    tags,
    summary: 'Open a registration request',
    body: wire.requestInput,
    headers: idempotencyHeaders,
    ...answers(wire.request, 201),
  };
  app.post<{ Body: wire.RequestInputWire; Headers: IdempotencyHeaders }>(
    `${desks}/requests`,
    { schema: open },
    async (request, reply) => {
      const opened = await openRequest(desk, request.context, {
        ...request.body,
        key: request.headers['idempotency-key'],
      });
      return reply.code(201).send(requestOnWire(opened, desk, request.context));
    },
  );
  const show = {
    tags,
    summary: 'One request with its steps',
    params: wire.requestNumber,
    ...answers(wire.requestAnswer),
  };
  app.get<Numbered>(`${desks}/requests/:reference`, { schema: show }, async ({ context, params }) => {
    const { request, steps } = await getRequest(desk, context, params.reference);
    return {
      request: requestOnWire(request, desk, context),
      steps: steps.map((step) => ({ ...step, at: step.at.toISOString() })),
    };
  });
}

const endings = {
  complete: completeRequest,
  withdraw: withdrawRequest,
  return: returnRequest,
  reopen: reopenRequest,
};
const givings = { assign: assignRequest, 'hand-over': handOverRequest };

function requestActRoutes(app: FastifyInstance, desk: Desk): void {
  const common = { tags, params: wire.requestNumber, ...answers(wire.request) };
  const path = `${desks}/requests/:reference`;
  const take = { ...common, summary: 'Take a request from the queue' };
  app.post<Numbered>(`${path}/take`, { schema: take }, async ({ context, params }) =>
    requestOnWire(await takeRequest(desk, context, params.reference), desk, context),
  );
  for (const [act, change] of Object.entries(endings)) {
    const schema = { ...common, summary: `${act} a request`, body: wire.reasonInput };
    app.post<Numbered & { Body: wire.ReasonInput }>(`${path}/${act}`, { schema }, async (request) => {
      const ending = { reference: request.params.reference, reason: request.body.reason };
      return requestOnWire(await change(desk, request.context, ending), desk, request.context);
    });
  }
  for (const [act, give] of Object.entries(givings)) {
    const schema = {
      ...common,
      summary: `${act} a request to an officer on duty`,
      body: wire.assignmentInput,
    };
    app.post<Numbered & { Body: wire.AssignmentInput }>(`${path}/${act}`, { schema }, async (request) => {
      const assignment = { reference: request.params.reference, ...request.body };
      return requestOnWire(await give(desk, request.context, assignment), desk, request.context);
    });
  }
}
