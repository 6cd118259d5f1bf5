import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { languagePreference } from './language.ts';
import { ApiProblem, parseProblem, type ProblemDetails } from './problem.ts';
import { say } from './text.ts';
import { formatAge, formatInstant, formatInstantInWords } from './time.ts';

test('an instant is shown on the clock of Shanghai, wherever the reader sits', () => {
  equal(formatInstant('2026-11-22T16:30:05Z'), '2026-11-23 00:30');
  equal(formatInstant('2026-11-22T16:30:05Z', 'second'), '2026-11-23 00:30:05');
  equal(formatInstant('2026-11-22T16:30:05Z', 'day'), '2026-11-23');
  equal(formatInstantInWords('2026-11-22T16:30:05Z', 'zh'), '2026年11月23日 00:30');
  equal(formatInstantInWords('2026-11-22T16:30:05Z', 'en'), '23 November 2026 at 00:30');
});

test('what is no instant shows as a dash instead of failing the page', () => {
  equal(formatInstant('yesterday'), '—');
  equal(formatAge('yesterday', 0, 'zh'), '—');
});

test('an age is told in the largest unit that fits, past and future', () => {
  const now = Date.parse('2026-11-23T00:00:00Z');
  equal(formatAge('2026-11-22T23:57:00Z', now, 'zh'), '3分钟前');
  equal(formatAge('2026-11-22T21:00:00Z', now, 'en'), '3 hours ago');
  equal(formatAge('2026-11-23T02:00:00Z', now, 'en'), 'in 2 hours');
  equal(formatAge('2026-10-01T00:00:00Z', now, 'en'), '53 days ago');
  equal(formatAge('2026-05-23T00:00:00Z', now, 'en'), '6 months ago');
  equal(formatAge('2020-11-23T00:00:00Z', now, 'en'), '6 years ago');
});

test('a text keeps a parameter that nobody gave visible', () => {
  const text = { zh: '共 {n} 条，{rest}', en: '{n} rows, {rest}' };
  equal(say(text, 'zh', { n: 0 }), '共 0 条，{rest}');
  equal(say(text, 'en', { n: 3, rest: '$&' }), '3 rows, $&');
});

test('a problem document is read with its field errors, and whatever is wrong in it is left out', () => {
  const problem = parseProblem(
    {
      code: 'http.invalid-input',
      title: '内容不符合要求',
      status: 400,
      detail: 7,
      errors: [{ pointer: '/values/name', code: 'required', message: '必须填写' }, { pointer: 1 }, null],
    },
    400,
    'trace',
  );
  deepEqual(problem, {
    code: 'http.invalid-input',
    title: '内容不符合要求',
    status: 400,
    traceId: 'trace',
    errors: [{ pointer: '/values/name', code: 'required', message: '必须填写' }],
  });
});

const refusal = {
  code: 'records.no-purpose',
  title: '没有事由',
  detail: '没有事由',
  action: '请选择事由',
  texts: {
    zh: { detail: '没有事由', action: '请选择事由' },
    en: { detail: 'No purpose', action: 'Choose one' },
  },
  errors: [{ pointer: '/name', message: '太长', texts: { zh: '太长', en: 'is too long' } }],
};

/** What a reader sees of it, in the language in force. */
const shown = ({ title, detail, action, errors }: Shown) => [title, detail, action, errors[0]?.message];
type Shown = Pick<ApiProblem, 'title' | 'detail' | 'action' | 'errors'>;

test('a problem on screen speaks the language that its reader switches to', () => {
  const problem = new ApiProblem(parseProblem(refusal, 403) as ProblemDetails);
  deepEqual(shown(problem), ['没有事由', '没有事由', '请选择事由', '太长']);
  languagePreference.set('en');
  deepEqual(shown(problem), ['No purpose', 'No purpose', 'Choose one', 'is too long']);
  deepEqual(shown(problem.withErrors([])), ['No purpose', 'No purpose', 'Choose one', undefined]);
  languagePreference.set('zh');
});

test('planted: a problem that keeps the words it came with is noticed', () => {
  const problem = new ApiProblem(
    parseProblem({ ...refusal, texts: null, errors: [] }, 403) as ProblemDetails,
  );
  languagePreference.set('en');
  equal(shown(problem).includes('No purpose'), false);
  languagePreference.set('zh');
});

test('no answer of a server, however broken, throws while it is read as a problem', () => {
  fc.assert(
    fc.property(fc.anything(), (body) => {
      const problem = parseProblem(body, 500);
      return problem === undefined || (typeof problem.code === 'string' && Array.isArray(problem.errors));
    }),
  );
});
