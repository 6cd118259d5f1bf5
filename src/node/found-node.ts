import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Value } from 'typebox/value';
import { now } from '#infrastructure/clock/index.ts';
import { parseJson } from '#infrastructure/http/index.ts';
import { openDatabase } from '#infrastructure/sql/index.ts';
import type { Database } from '#infrastructure/sql/index.ts';
import { systemContext } from '#security/context/index.ts';
import { openCertificates } from '#security/certificates/index.ts';
import { foundNode, openIdentity } from '#security/identity/index.ts';
import type { FoundedAccount } from '#security/identity/index.ts';
import { seedOrganisations } from '#platform/organisations/index.ts';
import { dayInChina } from '#standards/declarations/index.ts';
import { fault } from './errors.ts';
import { prepareLedger } from './open-services.ts';
import type { NodeBase } from './prepare-node.ts';

/** The people at the founding ceremony, as they come on standard input. */
const founders = Type.Array(
  Type.Object(
    {
      role: Type.Union([
        Type.Literal('system-administrator'),
        Type.Literal('security-administrator'),
        Type.Literal('auditor'),
      ]),
      name: Type.String({ minLength: 1, maxLength: 50 }),
      policeNumber: Type.String({ pattern: '^[0-9]{6}$' }),
      citizenNumber: Type.String({ pattern: '^[1-8][0-9]{16}[0-9X]$' }),
      pin: Type.String({ minLength: 6, maxLength: 64 }),
    },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: 20 },
);

/**
 * `minqiao found`: makes the first administrators of a new node and writes each one's certificate with its key into
 * `folder`; the passwords of those files are printed once and kept nowhere.
 * @throws Fault node.founders-invalid, identity.already-founded, identity.weak-pin
 */
export async function foundFrom(
  base: NodeBase,
  text: string,
  folder: string,
  print: (line: string) => void,
): Promise<void> {
  const people = parseFounders(text);
  const app = openDatabase({ url: base.urls.app, maxConnections: 5, applicationName: 'minqiao-found' });
  prepareLedger(base, app);
  const certificates = await openCertificates(app, base.secrets, base.config);
  const identity = await openIdentity({ db: app, secrets: base.secrets, certificates, config: base.config });
  try {
    const made = await foundNode(identity, people);
    await seedAgency(app, base.config);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (const account of made) print(handOut(account, folder));
  } finally {
    await identity.close();
    await certificates.close();
    await app.close();
  }
}

/** The node's own agency has a code from the first day, so that accounts can be made in it; its kind is set later. */
async function seedAgency(app: Database, config: NodeBase['config']): Promise<void> {
  const { agency: code, agencyNameZh: nameZh, agencyNameEn: nameEn } = config;
  if (!/^[0-9]{12}$/.test(code)) return; // an agency outside the police has no such code
  const at = now();
  const context = systemContext(code, randomBytes(16).toString('hex'), at);
  const unit = {
    code,
    nameZh,
    nameEn,
    parent: null,
    shortName: '',
    kind: '90',
    level: '5',
    branch: 'command',
  }; // “other”, “base”: until somebody says
  const row = { ...unit, establishedOn: dayInChina(at) };
  await app.transaction((tx) => seedOrganisations(tx, context, [row], '节点设立 · founding of the node'));
}

/** Reads what comes on standard input. @throws Fault node.founders-invalid, http.* (no JSON) */
export function parseFounders(text: string): Static<typeof founders> {
  const value = parseJson(text);
  const [wrong] = Value.Errors(founders, value);
  if (wrong) throw fault('founders-invalid', { place: wrong.instancePath || '/', reason: wrong.message });
  return value as Static<typeof founders>;
}

function handOut({ policeNumber, certificate }: FoundedAccount, folder: string): string {
  const file = join(folder, `${policeNumber}.p12`);
  writeFileSync(file, Buffer.from(certificate.file ?? '', 'base64'), { mode: 0o600, flag: 'wx' });
  return `${file}  password ${certificate.password ?? ''}`;
}
