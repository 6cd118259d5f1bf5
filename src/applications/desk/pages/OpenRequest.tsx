import { App } from 'antd';
import {
  api,
  Citations,
  useBranchTitles,
  useSession,
  useText,
  type PurposeOpenerProps,
} from '#web/kit/index.ts';
import type { PurposeKindsWire, RequestInputWire, RequestWire } from '../schema.ts';
import { purposeOfRequest, useDeskRefresh, useKinds } from './desk-data.ts';
import { OpeningForm } from './OpeningForm.tsx';
import { deskTexts } from './texts.ts';

type Kind = PurposeKindsWire['registration']['kinds'][number];

/** Opens a request and, when the own branch handles its kind, takes it: then it comes into force at once. */
export function OpenRequest({ onOpened, onCancel }: PurposeOpenerProps) {
  const { actor } = useSession();
  const { data: kinds } = useKinds();
  const openAndTake = useOpenAndTake({ onOpened, onCancel });
  const isOwn = (kind: Kind) => kind.branch === actor.branch;
  return (
    <OpeningForm
      label={deskTexts.kind}
      choices={kinds?.registration.kinds ?? []}
      renderAbout={(kind) => <KindNotes kind={kind} own={isOwn(kind)} />}
      submit={(kind) => (kind && !isOwn(kind) ? deskTexts.newRequest : deskTexts.openAndTake)}
      onOpen={async ({ code, ...rest }, key) => {
        if (kinds) await openAndTake(kinds, { kind: code, ...rest }, key);
      }}
      onCancel={onCancel}
    />
  );
}

/** Opens the request, then takes it, unless another branch handles it: then says where it went. */
function useOpenAndTake({ onOpened, onCancel }: PurposeOpenerProps) {
  const t = useText();
  const { message } = App.useApp();
  const refresh = useDeskRefresh();
  return async (kinds: PurposeKindsWire, body: RequestInputWire, idempotencyKey: string): Promise<void> => {
    const opened = await api.post<RequestWire>('/api/v1/desk/requests', body, { idempotencyKey });
    if (!opened.acts.includes('take')) {
      message.info(t(deskTexts.sentToBranch, { reference: opened.reference }));
      void refresh();
      return onCancel();
    }
    const taken = await api.post<RequestWire>(`/api/v1/desk/requests/${opened.reference}/take`);
    void refresh();
    onOpened(purposeOfRequest(taken, kinds));
  };
}

function KindNotes({ kind, own }: { kind: Kind; own: boolean }) {
  const t = useText();
  const branch = useBranchTitles()[kind.branch];
  return (
    <p className="mq-soft">
      {t(deskTexts.dueInDays, { n: kind.days })}
      {kind.basis.length > 0 && ' · '}
      <Citations of={kind.basis} />
      {!own && ` · ${t(deskTexts.otherBranch, { branch: branch ? t(branch) : kind.branch })}`}
    </p>
  );
}
