import { Button } from 'antd';
import { useGo, useSession, useText } from '#web/kit/index.ts';
import { standardsTexts as texts } from '../texts.ts';

/** The way from a class of information to an application for it (platform/grants), for those who may apply. */
export function ApplyLink({ name }: { name: string }) {
  const t = useText();
  const go = useGo();
  const { permissions } = useSession();
  if (!permissions.includes('apply-grants')) return null;
  return <Button onClick={() => go(`/grants/apply?resource=${name}`)}>{t(texts.applyForAccess)}</Button>;
}
