import type { Named } from '../data.ts';
import type { ChangeDraft } from './draft.ts';
import type { Found } from './use-preview.ts';

/** What the editor of one change is given, whatever its kind. */
export interface ChangeEditorProps {
  readonly draft: ChangeDraft;
  readonly onChange: (draft: ChangeDraft) => void;
  /** What was found about this change. */
  readonly found: readonly Found[];
  /** Whether what is missing is said. */
  readonly strict: boolean;
  /** What this proposal adds, by kind, to be chosen like what is there. */
  readonly own: Readonly<Record<'elements' | 'code-lists' | 'object-classes', readonly Named[]>>;
  /** Puts a new element into this proposal. */
  readonly onNewElement: (element: Named) => void;
  /** The identifier that the registry would give, or gave. */
  readonly identifier: string | undefined;
}
