/** What nodes say to one another, who they are, and what they agreed on: signed texts, read and judged. Pure. */
export { formats, modes } from './shapes.ts';
export type { Contact, Format, Mode } from './shapes.ts';
export { problem, problems } from './problems.ts';
export type { Problem, ProblemCode } from './problems.ts';
export { longest, noteOf, textOf } from './read-signed.ts';
export type { Read, Refused, Signed } from './read-signed.ts';
export { keyIdText, keyRoles } from './keyring.ts';
export type { Judging, KeyRole, Keyring, MemberKey } from './keyring.ts';
export {
  answerSchema,
  isRequest,
  messageLimits,
  readMessage,
  refusalSchema,
  requestSchema,
} from './message.ts';
export type { AnswerMessage, Body, Message, Refusal, RequestMessage } from './message.ts';
export { bodyProblems, digestOf, digestOfBytes, verifyAnswer, verifyRequest } from './verify-message.ts';
export type { Verification, Verified, Verifying } from './verify-message.ts';
export { refusalOfClause, refusalOfProblem } from './refusals.ts';
export {
  actSchema,
  directoryLimits,
  directorySchema,
  readAct,
  readDirectory,
} from './directory/directory.ts';
export type { Directory, DirectoryAct, Governors, Member, MemberKeyRecord } from './directory/directory.ts';
export { applyAct } from './directory/apply-act.ts';
export type { Applied, DirectoryState } from './directory/apply-act.ts';
export { acceptDirectory, directoryCheckpoint, keyringOf, rootOf } from './directory/accept-directory.ts';
export type { Acceptance, Anchor, HeldDirectory, OfferedDirectory } from './directory/accept-directory.ts';
export {
  agreementActSchema,
  agreementStates,
  readAgreementAct,
  standingOf,
  termsSchema,
} from './agreement/agreement.ts';
export type { Agreement, AgreementAct, AgreementStanding, Terms } from './agreement/agreement.ts';
export { followAgreement, termsDigest } from './agreement/follow-agreement.ts';
export type { Followed } from './agreement/follow-agreement.ts';
export { clauses } from './agreement/clauses.ts';
export type { ClauseCode, StoppingClause } from './agreement/clauses.ts';
export { judge } from './agreement/judge.ts';
export type { Judgement, Used } from './agreement/judge.ts';
