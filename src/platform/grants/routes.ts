import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { sendFile } from '#infrastructure/table-files/index.ts';
import type { Context } from '#security/context/index.ts';
import type { Door } from '#platform/records/index.ts';
import {
  applyForGrant,
  endGrant,
  grantApplication,
  refuseApplication,
  resumeGrant,
  suspendGrant,
  withdrawApplication,
} from './act-on-application.ts';
import type { OnApplication, Use } from './act-on-application.ts';
import { rowNumber } from './application.ts';
import type { Application, Terms } from './application.ts';
import { getApplication } from './change-application.ts';
import { countReminders } from './count-reminders.ts';
import { closingRoutes } from './closing/routes.ts';
import { describeForm } from './describe-form.ts';
import { draftApplication, reviseApplication } from './draft-application.ts';
import type { ApplicationAct, Granting } from './grants.ts';
import { applicationExport, exportApplications, readApplications } from './export-lists.ts';
import * as wire from './schema.ts';
import { selectSteps } from './sql.ts';
import { serviceRoutes } from './services/routes.ts';
import { answerOnWire, termsSent } from './wire.ts';

const base = '/api/v1/grants';
const tags = ['grants'];

type Numbered = { Params: Static<typeof wire.numberParams> };

/** Access applications, grants and saved services over HTTP. */
export function routes(app: FastifyInstance, granting: Granting & { readonly door: Door }): void {
  serviceRoutes(app, granting);
  closingRoutes(app, granting);
  const whole = async (context: Context, row: Application): Promise<wire.ApplicationAnswer> =>
    answerOnWire(granting, context, row, await selectSteps(granting.app, row.number));

  app.get<{ Querystring: Static<typeof wire.formQuery> }>(
    `${base}/form`,
    {
      schema: {
        tags,
        summary: 'What can be applied for of a resource',
        querystring: wire.formQuery,
        response: { 200: wire.form },
      },
    },
    async ({ context, query }) => describeForm(granting, context, query.resource),
  );
  app.get<{ Querystring: Static<typeof wire.listQuery> }>(
    `${base}/applications`,
    {
      schema: {
        tags,
        summary: 'Applications and grants of one’s own branch, or those that it decides on; newest first',
        querystring: wire.listQuery,
        response: { 200: wire.applicationList },
      },
    },
    ({ context, query }) => readApplications(granting, context, query),
  );
  app.post<{ Body: Static<typeof applicationExport> }>(
    `${base}/applications/export`,
    { schema: { tags, summary: 'The same as a file', body: applicationExport } },
    async ({ context, body }, reply) => sendFile(reply, await exportApplications(granting, context, body)),
  );
  app.get(
    `${base}/reminders`,
    {
      schema: {
        tags,
        summary: 'How many answers are owed or late, and how many grants end soon',
        response: { 200: wire.reminders },
      },
    },
    async ({ context }) => countReminders(granting, context),
  );
  app.get<Numbered>(
    `${base}/applications/:number`,
    {
      schema: {
        tags,
        summary: 'An application with everything that was done with it',
        params: wire.numberParams,
        response: { 200: wire.applicationAnswer },
      },
    },
    async ({ context, params }) =>
      whole(context, await getApplication(granting, context, rowNumber(params.number))),
  );
  wordingRoutes(app, granting, whole);
  actRoutes(app, granting, whole);
}

type Whole = (context: Context, row: Application) => Promise<wire.ApplicationAnswer>;

function wordingRoutes(app: FastifyInstance, granting: Granting, whole: Whole): void {
  app.post<{ Body: Static<typeof wire.draftBody> }>(
    `${base}/applications`,
    {
      schema: {
        tags,
        summary: 'Begin an application',
        body: wire.draftBody,
        response: { 201: wire.applicationAnswer },
      },
    },
    async ({ context, body }, reply) =>
      reply.code(201).send(await whole(context, await draftApplication(granting, context, worded(body)))),
  );
  app.put<Numbered & { Body: Static<typeof wire.reviseBody> }>(
    `${base}/applications/:number`,
    {
      schema: {
        tags,
        summary: 'Word a draft anew',
        params: wire.numberParams,
        body: wire.reviseBody,
        response: { 200: wire.applicationAnswer },
      },
    },
    async ({ context, params, body }) => {
      const number = rowNumber(params.number);
      return whole(context, await reviseApplication(granting, context, { number, ...worded(body) }));
    },
  );
}

function worded<Body extends { terms: wire.TermsSent }>(body: Body): Body & { terms: Terms } {
  return { ...body, terms: termsSent(body.terms) };
}

/** Each act has the same form: the version that was seen, and what is said to it. */
function actRoutes(app: FastifyInstance, granting: Granting, whole: Whole): void {
  const add = <Asked extends OnApplication>(
    act: ApplicationAct,
    summary: string,
    body: typeof wire.actBody | typeof wire.reasonedBody | typeof wire.grantBody,
    use: Use<Asked>,
  ): void => {
    app.post<Numbered & { Body: Static<typeof wire.grantBody> }>(
      `${base}/applications/:number/${act}`,
      {
        schema: { tags, summary, params: wire.numberParams, body, response: { 200: wire.applicationAnswer } },
      },
      async ({ context, params, body: said }) => {
        const terms = said.terms === undefined ? {} : { terms: termsSent(said.terms) };
        const on = { ...said, ...terms, number: rowNumber(params.number) } as unknown as Asked; // the body fits its schema
        return whole(context, await use(granting, context, on));
      },
    );
  };
  add('apply', 'Hand it to the owner branch', wire.actBody, applyForGrant);
  add('withdraw', 'Take it back', wire.actBody, withdrawApplication);
  add('grant', 'Grant it, as asked or narrower; in force within seconds', wire.grantBody, grantApplication);
  add('refuse', 'Refuse it, saying why', wire.reasonedBody, refuseApplication);
  add('suspend', 'Suspend the grant, saying why', wire.reasonedBody, suspendGrant);
  add('resume', 'Put a suspended grant into force again', wire.actBody, resumeGrant);
  add('end', 'End the grant for good, saying why', wire.reasonedBody, endGrant);
}
