import type { Text } from '../core/text.ts';
import { CodeLabel } from './CodeLabel.tsx';
import { useCodeList } from './codes.ts';

/** The code list that names the branches of the police (packs/core/code-lists/agency-branch.yaml). */
const branchList = 'agency-branch';

/** Titles of the branches by code, in the order of the list; empty until it has come. */
export function useBranchTitles(): Readonly<Record<string, Text>> {
  const { data } = useCodeList(branchList);
  return Object.fromEntries(data?.items.map(({ code, label }) => [code, label]) ?? []);
}

/** A branch in words; its code while they are unknown. */
export function BranchName({ branch }: { branch: string }) {
  return <CodeLabel list={branchList} code={branch} />;
}
