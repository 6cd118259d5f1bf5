import { randomUUID } from 'node:crypto';
import { systemContext } from '#security/context/index.ts';
import { sealAnswer, sealSaid } from '../corrections/corrections.ts';
import { numbered, record } from '../quality.ts';
import type { Quality } from '../quality.ts';
import { eraseWords, selectKept } from './sql.ts';

/** How often the leader looks; until then a view asks by itself whether the record is still there. */
export const lookForErasuresMs = 10 * 60_000;

const atOnce = 1000; // corrections looked at with one question

/**
 * What people wrote and attached about a record goes with the record when that is erased by law; that it was there, and
 * when, stays, as in the ledger. Returns how many corrections were emptied.
 */
export async function eraseWithRecords(quality: Quality, at: Date): Promise<number> {
  let emptied = 0;
  for (let after = 0; ;) {
    const kept = await selectKept(quality.app, after, atOnce);
    const gone = await quality.inspector.erasedAmong(kept);
    const erased = new Set(gone.map((one) => `${one.resource} ${one.record}`));
    for (const one of kept.filter((row) => erased.has(`${row.resource} ${row.record}`))) {
      await erase(quality, one, at);
      emptied += 1;
    }
    const last = kept.at(-1);
    if (!last || kept.length < atOnce) return emptied;
    after = last.number;
  }
}

const nothing = { wrong: '', proposed: null, evidence: '' };

async function erase(
  quality: Quality,
  { number, id, resource, record: about, isAnswered }: Awaited<ReturnType<typeof selectKept>>[number],
  at: Date,
): Promise<void> {
  const context = systemContext(quality.agency, randomUUID().replaceAll('-', ''), at);
  await quality.app.transaction(async (tx) => {
    const said = sealSaid(quality, id, nothing);
    const answer = isAnswered ? sealAnswer(quality, id, '') : null;
    const attachments = await eraseWords(tx, number, { said, answer, at });
    const detail = { step: 'erase', correction: numbered('QC', number), attachments };
    await record(tx, context, { act: 'system', resource, record: about, detail });
  });
}
