import {
  Card,
  Empty,
  Link,
  Loading,
  Page,
  Problem,
  Tag,
  api,
  buttonClass,
  formatInstantInWords,
  useLanguage,
  useResource,
  useText,
} from '#web/citizen/kit/index.ts';
import type { Tone, Text } from '#web/citizen/kit/index.ts';
import type { OwnQuestionPageWire, OwnQuestionWire } from '../schema.ts';
import { actWords, texts } from './texts.ts';

const mostShown = 100;

/** What I asked, and the answers. */
export function QuestionsPage() {
  const t = useText();
  const questions = useResource('questions', (signal) =>
    api.get<OwnQuestionPageWire>('/api/v1/me/questions', { query: { limit: mostShown }, signal }),
  );
  return (
    <Page title={texts.questions} lead={texts.questionsLead}>
      {questions.status === 'loading' && <Loading />}
      {questions.status === 'failed' && <Problem problem={questions.problem} onRetry={questions.reload} />}
      {questions.status === 'ready' && questions.value.items.length === 0 && (
        <Empty title={t(texts.noQuestions)} hint={t(texts.noQuestionsHint)}>
          <p>
            <Link to="/accesses" className={buttonClass(true)}>
              {t(texts.toAccesses)}
            </Link>
          </p>
        </Empty>
      )}
      {questions.status === 'ready' &&
        questions.value.items.map((question) => <Question key={question.id} question={question} />)}
    </Page>
  );
}

function Question({ question }: { question: OwnQuestionWire }) {
  const t = useText();
  const language = useLanguage();
  const { access, text, askedAt, dueAt, answer, answeredAt, outcome } = question;
  const time = (instant: string) => ({ time: formatInstantInWords(instant, language) });
  const [tone, word] = stateOf(question);
  const what = access.titles.resource ? t(access.titles.resource) : '';
  const act = actWords[access.act];
  return (
    <Card
      title={`${formatInstantInWords(access.at, language)} · ${t(access.titles.organisation)}`}
      extra={<Tag tone={tone}>{t(word)}</Tag>}
    >
      {act && <p className="soft">{t(act, { what })}</p>}
      <h3 className="access-label">{t(texts.yourQuestion)}</h3>
      <p className="access-words">{text}</p>
      <p className="soft">
        {t(texts.askedOn, time(askedAt))}
        {answer === null && ` · ${t(texts.dueOn, time(dueAt))}`}
      </p>
      {answer !== null && (
        <>
          <h3 className="access-label">
            {t(texts.theAnswer)}
            {outcome && ` · ${t(outcome)}`}
          </h3>
          <p className="access-words">{answer}</p>
          {answeredAt && <p className="soft">{t(texts.answeredOn, time(answeredAt))}</p>}
        </>
      )}
    </Card>
  );
}

function stateOf({ state, overdue }: OwnQuestionWire): [Tone, Text] {
  if (state === 'answered') return ['good', texts.stateAnswered];
  return overdue ? ['bad', texts.stateOverdue] : ['info', texts.stateOpen];
}
