import { PageLink, useText } from '#web/kit/index.ts';
import { deskTexts } from '../texts.ts';

/** To say that something is wrong in a record that was just shown. */
export function ReportLink({ resource, id }: { resource: string; id: string }) {
  const t = useText();
  return <PageLink to={`/quality/report/${resource}/${id}`}>{t(deskTexts.somethingWrong)}</PageLink>;
}
