import { useEffect, useState } from 'react';
import { useLanguage, useText } from '../core/language.ts';
import { roleTitles } from '../core/role-titles.ts';
import { say, type Language, type Text } from '../core/text.ts';
import { Page } from '../citizen/kit/Page.tsx';
import { Empty, Loading, Problem } from '../citizen/kit/Primitives.tsx';
import type { Resource } from '../citizen/kit/resource.ts';
import { useQueryValue } from '../citizen/kit/router.ts';
import { beDemoIdentity, type DemoIdentity } from './demo-identities.ts';
import { entranceTexts as texts } from './texts.ts';

interface Group {
  readonly title: Text;
  readonly hint: Text;
  readonly holds: (identity: DemoIdentity) => boolean;
}

const administrators: readonly string[] = [
  'system-administrator',
  'security-administrator',
  'standards-officer',
];
const isAuditor = ({ roles }: DemoIdentity) => roles.includes('auditor');
const isAdministrator = ({ roles }: DemoIdentity) => roles.some((role) => administrators.includes(role));

const groups: readonly Group[] = [
  {
    title: texts.groupOfficers,
    hint: texts.groupOfficersHint,
    holds: (one) => one.kind === 'officer' && !isAuditor(one) && !isAdministrator(one),
  },
  { title: texts.groupCitizens, hint: texts.groupCitizensHint, holds: (one) => one.kind === 'citizen' },
  {
    title: texts.groupAuditors,
    hint: texts.groupAuditorsHint,
    holds: (one) => one.kind === 'officer' && isAuditor(one),
  },
  {
    title: texts.groupAdministrators,
    hint: texts.groupAdministratorsHint,
    holds: (one) => one.kind === 'officer' && isAdministrator(one) && !isAuditor(one),
  },
];

/** Whom a visitor of the demonstration may be: one tap and they are in. */
export function DemoPicker({ identities }: { identities: Resource<readonly DemoIdentity[]> }) {
  const t = useText();
  useEffect(() => {
    document.title = `${t(texts.demo)} · ${t({ zh: '民桥', en: 'Minqiao' })}`;
  }, [t]);
  if (identities.status === 'loading') return <Loading />;
  if (identities.status === 'failed') {
    if (identities.problem.status !== 404) return <Problem problem={identities.problem} />;
    return (
      <Page title={texts.pickNone}>
        <Empty title="" hint={t(texts.pickNoneHint)}>
          <a href="/sign-in">{t(texts.signIn)}</a>
        </Empty>
      </Page>
    );
  }
  return <Choice identities={identities.value} />;
}

function Choice({ identities }: { identities: readonly DemoIdentity[] }) {
  const to = useQueryValue('to');
  const [chosen, setChosen] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const be = (identity: DemoIdentity) => {
    setChosen(identity.account);
    setProblem(undefined);
    beDemoIdentity(identity, to).catch((thrown: unknown) => {
      setProblem(thrown);
      setChosen(undefined);
    });
  };
  return (
    <Page title={texts.pickTitle} lead={texts.pickLead}>
      {problem !== undefined && <Problem problem={problem} />}
      {groups.map((group) => (
        <Group
          key={group.title.en}
          group={group}
          people={identities.filter(group.holds)}
          chosen={chosen}
          onChoose={be}
        />
      ))}
    </Page>
  );
}

interface GroupProps {
  readonly group: Group;
  readonly people: readonly DemoIdentity[];
  readonly chosen: string | undefined;
  readonly onChoose: (identity: DemoIdentity) => void;
}

function titleOf({ roles }: DemoIdentity, language: Language): string {
  const titles = roles.map((role) => (roleTitles[role] ? say(roleTitles[role], language) : role));
  return titles.join(language === 'zh' ? '、' : ', ');
}

function Group({ group, people, chosen, onChoose }: GroupProps) {
  const t = useText();
  const language = useLanguage();
  if (people.length === 0) return null;
  return (
    <section className="section">
      <h2>
        {t(group.title)}
        <small>{t(group.hint)}</small>
      </h2>
      <ul className="tiles">
        {people.map((identity) => (
          <li key={identity.account}>
            <button
              type="button"
              className="tile"
              disabled={chosen !== undefined}
              aria-busy={chosen === identity.account}
              onClick={() => onChoose(identity)}
            >
              <strong>
                {identity.name} · {titleOf(identity, language)}
              </strong>
              {identity.kind === 'officer' && <span className="soft">{t(identity.organisationName)}</span>}
              {identity.note && <span>{t(identity.note)}</span>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
