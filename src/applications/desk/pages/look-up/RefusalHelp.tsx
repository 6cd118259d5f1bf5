import { ProblemView, Refusal, useText, type ApiProblem } from '#web/kit/index.ts';
import { useDuty } from '../desk-data.ts';
import { SignOnButton } from '../SignOnNotice.tsx';
import { deskTexts, type DeskText } from '../texts.ts';

/** What can be done on this page about each refusal, beyond the server's own words. */
const helps: Readonly<Record<string, DeskText>> = {
  'records.no-purpose': 'choosePurposeAbove',
  'records.purpose-unknown': 'choosePurposeAbove',
  'records.purpose-closed': 'choosePurposeAbove',
  'records.purpose-not-assigned': 'choosePurposeAbove',
  'records.own-record': 'askCitizenPage',
  'records.over-budget': 'budgetHelp',
  'records.not-permitted': 'policyHelp',
};

/** A refusal in full: why, what to do, what can be done right here, and where it is recorded. */
export function RefusalHelp({ problem }: { problem: ApiProblem }) {
  const t = useText();
  const { data: duty } = useDuty();
  if (!problem.refused) return <ProblemView problem={problem} />;
  const help = helps[problem.code];
  return (
    <Refusal problem={problem}>
      {help && <p>{t(deskTexts[help])}</p>}
      {problem.code === 'records.not-on-duty' && duty?.mine === null && <SignOnButton />}
    </Refusal>
  );
}
