import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Fault } from '#infrastructure/faults/index.ts';
import {
  answerTo,
  at,
  begun,
  codes,
  makeAgreement,
  network,
  requestOf,
  signedNote,
  signers,
} from '../../../../test/support/exchange.ts';
import { checkExchange } from './check-exchange.ts';

let folder: string;
let directory: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'minqiao-exchange-'));
  directory = file('directory', network.directory);
});
after(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

test('messages, a directory and an agreement are judged from files, and what holds is said in both languages', async () => {
  const note = signedNote(requestOf(), [signers.ministry]);
  const request = file('request', note);
  const asked = await checkExchange({ file: request, directory, at });
  assert.deepEqual(asked.problems, []);
  assert.match(asked.en, /sound: request .* from 690000000000 to 690100000000/);
  assert.match(asked.zh, /成立：请求/);
  const answer = file('answer', signedNote(answerTo(requestOf(), 'ed25519'), [signers.city]));
  assert.deepEqual((await checkExchange({ file: answer, directory, request, at })).problems, []);
  const acts = network.acts.map((act, index) => file(`act-${index}`, act));
  const whole = await checkExchange({ file: directory, acts, anchor: network.first, at });
  assert.match(whole.en, /version 4, 4 members/);
  const [first = '', ...rest] = makeAgreement(begun).map((act, index) => file(`agreement-${index}`, act));
  assert.match((await checkExchange({ file: first, acts: rest, directory, at })).en, /3 acts, active/);
});

test('what is wrong is said, with what to do', async () => {
  const note = signedNote(requestOf(), [signers.ministry]);
  const altered = file('altered', note.replace('"query"', '"verify"'));
  const codesOf = async (order: Parameters<typeof checkExchange>[0]) =>
    (await checkExchange(order)).problems.map(({ code }) => code);
  assert.deepEqual(await codesOf({ file: altered, directory, at }), ['wrong-signature']);
  const sound = file('sound', note);
  assert.deepEqual(await codesOf({ file: sound, directory, at, as: codes.coast }), ['wrong-audience']);
  const later = new Date(at.getTime() + 120_000);
  assert.deepEqual(await codesOf({ file: sound, directory, at: later }), ['expired']);
  assert.deepEqual(await codesOf({ file: directory, at, anchor: network.first }), ['version-skipped']);
  assert.deepEqual(await codesOf({ file: file('none', 'nothing'), directory, at }), ['not-a-note']);
});

test('what is missing on the command line is asked for', async () => {
  const request = file('asked', signedNote(requestOf(), [signers.ministry]));
  const isUsage = (error: unknown) => error instanceof Fault && error.code === 'commands.usage';
  await assert.rejects(checkExchange({ file: request, at }), isUsage);
  await assert.rejects(checkExchange({ file: directory, at }), isUsage);
  const answer = file('lone', signedNote(answerTo(requestOf(), 'ed25519'), [signers.city]));
  await assert.rejects(checkExchange({ file: answer, directory, at }), isUsage);
});
