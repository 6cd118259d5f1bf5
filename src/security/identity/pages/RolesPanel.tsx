import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { api, Notice, Panel, ProblemView, useSession, useText } from '#web/kit/index.ts';
import type { AccountDetail, PendingApproval } from '../schema.ts';
import { useIdentityAct, useRoles } from './identity-data.ts';
import { RoleNames } from './Parts.tsx';
import { identityTexts } from './texts.ts';

/** The roles of an account; a security administrator changes them. */
export function RolesPanel({ account, mayAct }: { account: AccountDetail; mayAct: boolean }) {
  const t = useText();
  const { actor } = useSession();
  const [changing, setChanging] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const may = mayAct && account.state !== 'ended' && actor.roles.includes('security-administrator');
  return (
    <Panel
      title={identityTexts.roles}
      extra={
        may && !changing && <Button onClick={() => setChanging(true)}>{t(identityTexts.changeRoles)}</Button>
      }
    >
      <div className="mq-gap">
        {waiting && (
          <Notice tone="info" title={t(identityTexts.waiting)} alert>
            <p>{t(identityTexts.waitingWhy)}</p>
          </Notice>
        )}
        {changing ? (
          <RolesForm
            account={account}
            onDone={(pending) => {
              setChanging(false);
              setWaiting(pending);
            }}
          />
        ) : (
          <RoleNames roles={account.roles} />
        )}
      </div>
    </Panel>
  );
}

function RolesForm({ account, onDone }: { account: AccountDetail; onDone: (pending: boolean) => void }) {
  const t = useText();
  const { data: roles = [] } = useRoles();
  const { run, problem, busy } = useIdentityAct();
  const [chosen, setChosen] = useState<string[]>([...account.roles]);
  const offered = roles.filter((role) => role.code !== 'citizen');
  const choose = (code: string, on: boolean) =>
    setChosen((old) => (on ? [...old, code] : old.filter((one) => one !== code)));
  const save = async () => {
    const path = `/api/v1/accounts/${account.id}/roles`;
    const done = await run(() => api.put<PendingApproval | undefined>(path, { roles: chosen }));
    if (done) onDone(done.value !== undefined);
  };
  return (
    <form
      className="mq-gap"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {problem && <ProblemView problem={problem} />}
      <fieldset className="id-choices">
        <legend className="mq-hidden">{t(identityTexts.roles)}</legend>
        {offered.map((role) => (
          <Checkbox
            key={role.code}
            checked={chosen.includes(role.code)}
            onChange={(event) => choose(role.code, event.target.checked)}
          >
            {t(role.title)}
          </Checkbox>
        ))}
      </fieldset>
      <p className="mq-soft">{t(identityTexts.rolesWhy)}</p>
      <div className="id-acts">
        <Button type="primary" htmlType="submit" loading={busy}>
          {t(identityTexts.save)}
        </Button>
        <Button onClick={() => onDone(false)}>{t(identityTexts.cancel)}</Button>
      </div>
    </form>
  );
}
