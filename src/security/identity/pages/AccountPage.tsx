import { Skeleton } from 'antd';
import { BranchName, Notice, Page, Panel, ProblemView, StatusTag, usePageParams, useSession, useText, When } from '#web/kit/index.ts'; // prettier-ignore
import type { AccountDetail } from '../schema.ts';
import { CertificatesPanel } from './CertificatesPanel.tsx';
import { useAccount } from './identity-data.ts';
import { Fact, StateTag } from './Parts.tsx';
import { PinPanel } from './PinPanel.tsx';
import { RolesPanel } from './RolesPanel.tsx';
import { SessionsPanel } from './SessionsPanel.tsx';
import { StateActs } from './StateActs.tsx';
import { identityTexts } from './texts.ts';
import './identity.css';

/** One account: who it is, what it may do, how it proves itself, where it is signed in. */
export function AccountPage() {
  const { id = '' } = usePageParams();
  const { data: account, error, refetch } = useAccount(id);
  if (error)
    return (
      <Page>
        <ProblemView problem={error} onRetry={() => void refetch()} />
      </Page>
    );
  if (!account)
    return (
      <Page>
        <Skeleton active />
      </Page>
    );
  return <Account account={account} />;
}

function Account({ account }: { account: AccountDetail }) {
  const t = useText();
  const { actor } = useSession();
  const own = actor.id === account.id;
  const title = account.policeNumber ? `${account.name} · ${account.policeNumber}` : account.name;
  return (
    <Page title={title} actions={!own && <StateActs account={account} />}>
      <div className="id-panels">
        {own && <Notice tone="info" title={t(identityTexts.ownAccount)} />}
        <Facts account={account} />
        <RolesPanel key={account.roles.join()} account={account} mayAct={!own} />
        <CertificatesPanel account={account} mayAct={!own} />
        {account.kind === 'officer' && <PinPanel account={account} mayAct={!own} />}
        {account.kind === 'officer' && <SessionsPanel sessions={account.sessions} />}
      </div>
    </Page>
  );
}

function Facts({ account }: { account: AccountDetail }) {
  const t = useText();
  return (
    <Panel title={identityTexts.facts} extra={<StateTag state={account.state} />}>
      <dl className="mq-facts">
        <Fact label={t(identityTexts.organisation)}>
          {t(account.organisationName)} <span className="mq-mono mq-soft">{account.organisation}</span>
        </Fact>
        <Fact label={t(identityTexts.branch)}>
          <BranchName branch={account.branch} />
        </Fact>
        <Fact label={t(identityTexts.stateSince)}>
          <When at={account.stateAt} />{' '}
          {account.stateReason && <span className="mq-soft">{account.stateReason}</span>}
        </Fact>
        <Fact label={t(identityTexts.lastUsed)}>
          <When at={account.lastUsedAt} age />
        </Fact>
        <Fact label={t(identityTexts.employmentEnds)}>
          {account.employmentEndsAt ? (
            <When at={account.employmentEndsAt} precision="day" />
          ) : (
            t(identityTexts.noEnd)
          )}
        </Fact>
        <Fact label={t(identityTexts.created)}>
          <When at={account.createdAt} />{' '}
          {account.demo && <StatusTag tone="info">{t(identityTexts.demoAccount)}</StatusTag>}
        </Fact>
      </dl>
    </Panel>
  );
}
