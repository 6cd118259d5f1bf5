import type { FastifyInstance, FastifyReply } from 'fastify';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { idempotencyHeaders } from '#infrastructure/http/index.ts';
import type { IdempotencyHeaders } from '#infrastructure/http/index.ts';
import { maxPage } from '#infrastructure/lists/index.ts';
import { sendFile } from '#infrastructure/table-files/index.ts';
import { serveList } from '#security/ledger/index.ts';
import type { Identity } from '../identity.ts';
import * as shape from '../schema.ts';
import { requireRecentAuthentication, requireRole } from '../sessions/require.ts';
import { changeAccount } from './change-account.ts';
import { changeRoles } from './change-roles.ts';
import type { TwoPersonOutcome } from './change-roles.ts';
import { changeState, stateChanges } from './change-state.ts';
import { createAccount } from './create-account.ts';
import { accountExport, exportAccounts } from './export-accounts.ts';
import type { AccountExport } from './export-accounts.ts';
import { listRoles, roleListing } from './role-listing.ts';
import { getAccount } from './get-account.ts';
import { issueAccountCertificate } from './issue-account-certificate.ts';
import { listAccounts } from './list-accounts.ts';
import { makeActivationCode } from './make-activation-code.ts';
import { revokeAccountCertificate } from './revoke-account-certificate.ts';

const tags = ['administration'];
const noContent = { 204: Type.Null() };
const administrators = ['system-administrator', 'security-administrator'] as const;

type Id = { Params: Static<typeof shape.IdParams> };

/** Accounts, their roles, states and certificates. Whoever changes something has proved their presence of late. */
export function accountRoutes(app: FastifyInstance, identity: Identity): void {
  readingRoutes(app, identity);
  accountChanges(app, identity);
  roleAndStateChanges(app, identity);
  certificateChanges(app, identity);
}

function readingRoutes(app: FastifyInstance, identity: Identity): void {
  app.get<{ Querystring: Static<typeof shape.AccountQuery> }>(
    '/api/v1/accounts',
    {
      schema: {
        summary: 'Accounts',
        tags,
        querystring: shape.AccountQuery,
        response: { 200: shape.pageOf(shape.AccountItem) },
      },
    },
    (request) => listAccounts(identity, requireRole(request, ...administrators), request.query),
  );
  app.post<{ Body: Static<typeof shape.AccountQuery> }>(
    '/api/v1/accounts/search',
    {
      schema: {
        summary: 'Accounts, asked for without naming anybody in an address',
        tags,
        body: shape.AccountQuery,
        response: { 200: shape.pageOf(shape.AccountItem) },
      },
    },
    (request) => listAccounts(identity, requireRole(request, ...administrators), request.body),
  );
  exportRoutes(app, identity);
  app.get<Id>(
    '/api/v1/accounts/:id',
    {
      schema: {
        summary: 'One account',
        tags,
        params: shape.IdParams,
        response: { 200: shape.AccountDetail },
      },
    },
    (request) => getAccount(identity, requireRole(request, ...administrators), request.params.id),
  );
  serveList(app, {
    path: '/api/v1/roles',
    title: { zh: '角色与权限', en: 'Roles' },
    listing: roleListing,
    list: () => listRoles(identity),
    resource: 'role',
    tags,
    defaultLimit: maxPage, // forms ask for all of them
  });
}

function exportRoutes(app: FastifyInstance, identity: Identity): void {
  const accounts = { summary: 'Accounts as a file', tags, body: accountExport };
  app.post<{ Body: AccountExport }>('/api/v1/accounts/export', { schema: accounts }, async (request, reply) =>
    sendFile(reply, await exportAccounts(identity, requireRole(request, ...administrators), request.body)),
  );
}

function accountChanges(app: FastifyInstance, identity: Identity): void {
  app.post<{ Body: shape.NewAccountBody; Headers: IdempotencyHeaders }>(
    '/api/v1/accounts',
    {
      schema: {
        summary: 'Make an account',
        tags,
        headers: idempotencyHeaders,
        body: shape.NewAccountBody,
        response: { 201: Type.Object({ id: shape.Uuid }) },
      },
    },
    async (request, reply) => {
      const context = requireRole(request, 'system-administrator');
      requireRecentAuthentication(request);
      return reply.code(201).send(
        await createAccount(identity, context, {
          ...request.body,
          key: request.headers['idempotency-key'],
        }),
      );
    },
  );
  app.patch<Id & { Body: Static<typeof shape.AccountChangeBody> }>(
    '/api/v1/accounts/:id',
    {
      schema: {
        summary: 'Move an account, or set when employment ends',
        tags,
        params: shape.IdParams,
        body: shape.AccountChangeBody,
        response: noContent,
      },
    },
    async (request, reply) => {
      const context = requireRole(request, 'system-administrator');
      requireRecentAuthentication(request);
      await changeAccount(identity, context, { ...request.body, id: request.params.id });
      return reply.code(204).send();
    },
  );
  app.post<Id>(
    '/api/v1/accounts/:id/activation-code',
    {
      schema: {
        summary: 'Reset the PIN: a code, shown once',
        tags,
        params: shape.IdParams,
        response: { 201: shape.ActivationCode },
      },
    },
    async (request, reply) => {
      const context = requireRole(request, 'system-administrator');
      requireRecentAuthentication(request);
      return reply.code(201).send(await makeActivationCode(identity, context, request.params));
    },
  );
}

function roleAndStateChanges(app: FastifyInstance, identity: Identity): void {
  app.put<Id & { Body: Static<typeof shape.RolesBody> }>(
    '/api/v1/accounts/:id/roles',
    {
      schema: {
        summary: 'Replace the roles',
        tags,
        params: shape.IdParams,
        body: shape.RolesBody,
        response: {
          202: shape.PendingApproval,
          204: Type.Null(),
        },
      },
    },
    async (request, reply) => {
      const context = requireRole(request, 'security-administrator');
      requireRecentAuthentication(request);
      const outcome = await changeRoles(identity, context, { ...request.body, id: request.params.id });
      return 'done' in outcome ? reply.code(204).send() : pending(reply, outcome);
    },
  );
  app.post<Id & { Body: Static<typeof shape.StateBody> }>(
    '/api/v1/accounts/:id/state',
    {
      schema: {
        summary: 'Suspend, resume, release, threaten or end',
        tags,
        params: shape.IdParams,
        body: shape.StateBody,
        response: noContent,
      },
    },
    async (request, reply) => {
      const context = requireRole(request, stateChanges[request.body.change].role);
      requireRecentAuthentication(request);
      await changeState(identity, context, { ...request.body, id: request.params.id });
      return reply.code(204).send();
    },
  );
}

function certificateChanges(app: FastifyInstance, identity: Identity): void {
  app.post<Id & { Body: Static<typeof shape.CertificateBody>; Headers: IdempotencyHeaders }>(
    '/api/v1/accounts/:id/certificates',
    {
      schema: {
        summary: 'Issue the certificate; its file and password are shown once',
        tags,
        headers: idempotencyHeaders,
        params: shape.IdParams,
        body: shape.CertificateBody,
        response: {
          201: shape.HandedOver,
          202: shape.PendingApproval,
        },
      },
    },
    async (request, reply) => {
      const context = requireRole(request, 'system-administrator');
      requireRecentAuthentication(request);
      const key = request.headers['idempotency-key'];
      const input = { ...request.body, id: request.params.id, key };
      const outcome = await issueAccountCertificate(identity, context, input);
      return 'done' in outcome ? reply.code(201).send(outcome.done) : pending(reply, outcome);
    },
  );
  app.post<{ Params: Static<typeof shape.SerialParams>; Body: Static<typeof shape.RevokeBody> }>(
    '/api/v1/certificates/:serial/revocation',
    {
      schema: {
        summary: 'Revoke a certificate',
        tags,
        params: shape.SerialParams,
        body: shape.RevokeBody,
        response: noContent,
      },
    },
    async (request, reply) => {
      const context = requireRole(request, 'system-administrator');
      requireRecentAuthentication(request);
      await revokeAccountCertificate(identity, context, { ...request.body, serial: request.params.serial });
      return reply.code(204).send();
    },
  );
}

function pending(
  reply: FastifyReply,
  outcome: Exclude<TwoPersonOutcome<unknown>, { done: unknown }>,
): FastifyReply {
  return reply.code(202).send(outcome);
}
