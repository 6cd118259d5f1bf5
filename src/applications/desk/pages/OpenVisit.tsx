import { api, type PurposeOpenerProps } from '#web/kit/index.ts';
import type { VisitWire } from '../schema.ts';
import { purposeOfVisit, useDeskRefresh, useDuty, useKinds } from './desk-data.ts';
import { OpeningForm } from './OpeningForm.tsx';
import { SignOnNotice } from './SignOnNotice.tsx';
import { deskTexts } from './texts.ts';

/** Opens a visit: a reason from the list and a note; it comes into force at once. */
export function OpenVisit({ onOpened, onCancel }: PurposeOpenerProps) {
  const { data: kinds } = useKinds();
  const { data: duty } = useDuty();
  const refresh = useDeskRefresh();
  return (
    <OpeningForm
      label={deskTexts.reason}
      choices={kinds?.verification.reasons ?? []}
      before={<SignOnNotice />}
      submit={() => deskTexts.openVisit}
      disabled={!duty?.mine}
      onOpen={async ({ code: reason, ...rest }, idempotencyKey) => {
        if (!kinds) return;
        const body = { reason, ...rest };
        const visit = await api.post<VisitWire>('/api/v1/desk/visits', body, { idempotencyKey });
        void refresh();
        onOpened(purposeOfVisit(visit, kinds));
      }}
      onCancel={onCancel}
    />
  );
}
