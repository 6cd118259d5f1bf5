import type { Grade } from './divisions.ts';
import { error, ok, warn, type Parts, type Rule } from './model.ts';
import { explain, inEitherCase, shape, strangeness, type Shape } from './shapes.ts';

interface Form {
  readonly document: string;
  readonly shape: Shape;
  readonly grade: Grade;
  /** Which values are tried against this form when none fits: only used to say what is wrong. */
  readonly looksLike: RegExp;
}

/** Series letters leave out I and O, which look like 1 and 0. */
const seriesLetter = 'A-HJ-NP-Z';

/** Ordinary, service and special-region passports (domain.md 1.4). `historical`: no longer issued. */
const passports: readonly Form[] = [
  { document: 'ordinary', shape: shape('E', 1, '0-9', 8), grade: 'current', looksLike: /^E[0-9]/ },
  {
    document: 'ordinary',
    shape: shape('E', 1, seriesLetter, 1, '0-9', 7),
    grade: 'current',
    looksLike: /^E/,
  },
  { document: 'ordinary', shape: shape('G', 1, '0-9', 8), grade: 'historical', looksLike: /^G/ },
  { document: 'ordinary', shape: shape('1', 1, '45', 1, '0-9', 7), grade: 'historical', looksLike: /^[0-9]/ },
  { document: 'official', shape: shape('DSP', 1, 'E', 1, '0-9', 7), grade: 'current', looksLike: /^[DSP]E/ },
  { document: 'official', shape: shape('DSP', 1, '0-9', 7), grade: 'historical', looksLike: /^[DSP].{0,7}$/ },
  { document: 'official', shape: shape('DSP', 1, '0-9', 8), grade: 'historical', looksLike: /^[DSP]/ },
  { document: 'hong-kong', shape: shape('K', 1, '0-9', 8), grade: 'current', looksLike: /^K[^J]/ },
  { document: 'hong-kong', shape: shape('K', 1, 'J', 1, '0-9', 7), grade: 'current', looksLike: /^K/ },
  { document: 'macao', shape: shape('M', 1, 'A', 1, '0-9', 7), grade: 'current', looksLike: /^M/ },
];

/** 往来港澳通行证, official notice of 2018-12-10. */
const exitPermits: readonly Form[] = [
  { document: 'exit-permit', shape: shape('C', 1, '0-9', 8), grade: 'current', looksLike: /^C[0-9]/ },
  {
    document: 'exit-permit',
    shape: shape('C', 1, seriesLetter, 1, '0-9', 7),
    grade: 'current',
    looksLike: /^/,
  },
];

/** 港澳居民来往内地通行证. The person is the first nine characters; renewals change only the last two of the 1999 series. */
const homeReturnPermits: readonly Form[] = [
  { document: 'series-2013', shape: shape('HM', 1, '0-9', 8), grade: 'current', looksLike: /^.{0,9}$/su },
  { document: 'series-1999', shape: shape('HM', 1, '0-9', 10), grade: 'historical', looksLike: /^/ },
];

/** Chinese passports of every series that is known to have been issued. */
export const checkPassport = inEitherCase(oneOf(passports, (text) => ({ number: text })));

/** Exit-entry permits of mainland residents for Hong Kong and Macao. */
export const checkExitPermit = inEitherCase(oneOf(exitPermits, (text) => ({ number: text })));

/** Mainland travel permits of Hong Kong and Macao residents. */
export const checkHomeReturnPermit = inEitherCase(
  oneOf(homeReturnPermits, (text) => ({
    person: text.slice(0, 9),
    region: text.startsWith('H') ? 'hong-kong' : 'macao',
    ...(text.length === 11 ? { renewal: text.slice(9) } : {}),
  })),
);

function oneOf(forms: readonly Form[], partsOf: (text: string) => Parts): Rule {
  return (text, { profile }) => {
    const form = forms.find((candidate) => candidate.shape.pattern.test(text));
    if (form) {
      const issued = form.grade === 'current' ? 'valid' : 'valid-old-series';
      const result = ok(text, { document: form.document, ...partsOf(text) }, form.grade, issued);
      // A serial of zeros is never issued: the demonstration's own numbers are made so (domain.md section 7).
      const specimen = profile === 'production' && /^[A-Z]+0+$/.test(text);
      return specimen ? warn(result, 'specimen', text.search(/0/) + 1) : result;
    }
    const nearest = forms.find((candidate) => candidate.looksLike.test(text));
    if (nearest) return explain(text, nearest.shape);
    const [first] = text;
    return first === undefined ? error('empty') : error(strangeness(first) ?? 'document-series', 1);
  };
}
