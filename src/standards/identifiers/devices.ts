import { certificateCheck } from './check-characters.ts';
import { error, ok, warn, type Parts, type Result, type Rule } from './model.ts';
import { creditError } from './organisations.ts';
import { addressOf, refuseFictional, withAddress } from './places.ts';
import { explain, inEitherCase, shape } from './shapes.ts';

const mobile = shape('1', 1, '3-9', 1, '0-9', 9);
const device = shape('0-9', 20);

/** Mobile numbers by the loose rule; the segment table is only a hint, since numbers move between carriers. */
export const checkMobile: Rule = (value, { tables, profile }) => {
  if (!mobile.pattern.test(value)) return explain(value, mobile);
  const segment = value.slice(0, 3);
  const known = tables.segments.has(segment) || (profile === 'demo' && segment === tables.demoSegment);
  const result = ok(value, { segment, subscriber: value.slice(3) }, known ? 'current' : 'unknown');
  return known ? result : warn(result, 'segment-unallocated', 1);
};

/** GB/T 28181 device codes by rule A: 8 centre, 2 industry, 3 type, 1 network, 6 sequence. */
export const checkDevice: Rule = (value, setting) => {
  if (!device.pattern.test(value)) return explain(value, device);
  const fictional = refuseFictional(value, setting, 1);
  if (fictional) return fictional;
  const { deviceTypes, industries } = setting.tables;
  const [industry, type] = [value.slice(8, 10), value.slice(10, 13)];
  const parts: Parts = {
    centre: value.slice(0, 8),
    industry,
    industryName: industries.get(industry) ?? '',
    type,
    typeName: deviceTypes.get(type) ?? '',
    network: value.slice(13, 14),
    sequence: value.slice(14),
  };
  const result = withAddress(value, parts, addressOf(value.slice(0, 6), setting), 1);
  if (!deviceTypes.has(type)) return warn(result, 'device-type-unknown', 11);
  return industries.has(industry) ? result : warn(result, 'device-industry-unknown', 9);
};

/** Root of every identifier of GB/T 36904. */
const certificateRoot = '1.2.156.3005.2.';
/** A serial longer than this is an accident: the longest seen in use has 33 characters. */
const maxSerialCharacters = 64;

/** GB/T 36904: root, type (defining authority's unified code and three), issuer's unified code, serial, version, check. */
export const checkCertificate = inEitherCase((text, setting) => {
  for (const [index, char] of [...certificateRoot].entries()) {
    if (text[index] !== char) return text === '' ? error('empty') : explain(text, certificateRootShape);
  }
  const segments = text.slice(certificateRoot.length).split('.', 6);
  const starts = segments.map(
    (_, index) =>
      certificateRoot.length + 1 + segments.slice(0, index).join('.').length + (index > 0 ? 1 : 0),
  );
  const widths = [21, 18, 0, 3, 1];
  for (const [index, segment] of segments.entries()) {
    const wrong = segmentError(segment, widths[index], starts[index]!);
    if (wrong) return wrong;
  }
  const [type = '', issuer = '', serial = '', version = '', check = ''] = segments;
  if (segments.length !== 5) return error('certificate-parts', text.length + 1, { parts: segments.length });
  const wrong =
    creditError(type.slice(0, 18), starts[0]! - 1) ??
    creditError(issuer, starts[1]! - 1) ??
    refuseFictional(type.slice(2), setting, starts[0]! + 2) ??
    refuseFictional(issuer.slice(2), setting, starts[1]! + 2);
  if (wrong) return wrong;
  const expected = certificateCheck(type + issuer + serial + version);
  const position = starts[4]!;
  if (check !== expected) return error('check-character', position, { position, expected });
  return ok(text, { type, issuer, serial, version, check });
});

const certificateRootShape = shape(...[...certificateRoot].flatMap((char) => [char.replace('.', '\\.'), 1]));

/** One dotted part: only digits and capitals, of the given width (0 = from one to the limit). */
function segmentError(segment: string, width: number | undefined, start: number): Result | undefined {
  if (width === undefined) return error('certificate-parts', start, { parts: 6 });
  const length = width || Math.min(Math.max(1, segment.length), maxSerialCharacters);
  if (segment.length === length && /^[0-9A-Z]+$/.test(segment)) return undefined;
  const wrong =
    segment === '' ? error('too-short', 1, { length, actual: 0 }) : explain(segment, shape('0-9A-Z', length));
  return { ...wrong, position: start + (wrong.position ?? 1) - 1 };
}
