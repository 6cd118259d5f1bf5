import { certificateCheck } from './check-characters.ts';
import { error, ok, type Result } from './model.ts';
import { creditError } from './organisations.ts';
import { refuseFictional } from './places.ts';
import { explain, inEitherCase, shape } from './shapes.ts';

/** Root of every identifier of GB/T 36904. */
const root = '1.2.156.3005.2.';
const rootShape = shape(...Array.from(root).flatMap((char) => [char.replace('.', '\\.'), 1]));
/** A serial longer than this is an accident: no published identifier comes near it. */
const maxSerialCharacters = 64;
const certificate = new RegExp(
  `^${root.replaceAll('.', '\\.')}([0-9A-Z]{21})\\.([0-9A-Z]{18})\\.([0-9A-Z]{1,${maxSerialCharacters}})\\.([0-9A-Z]{3})\\.([0-9A-Z])$`,
);
/** Positions of the type and of the issuer, from 1. */
const typeStart = root.length + 1;
const issuerStart = typeStart + 22;

/** GB/T 36904: root, type (defining authority's unified code and three), issuer's unified code, serial, version, check. */
export const checkCertificate = inEitherCase((text, setting) => {
  const match = certificate.exec(text);
  if (match === null) return explainParts(text);
  const [, type = '', issuer = '', serial = '', version = '', check = ''] = match;
  const wrong =
    creditError(type.slice(0, 18), typeStart - 1) ??
    creditError(issuer, issuerStart - 1) ??
    refuseFictional(type.slice(2), setting, typeStart + 2) ??
    refuseFictional(issuer.slice(2), setting, issuerStart + 2);
  if (wrong) return wrong;
  const expected = certificateCheck(type + issuer + serial + version);
  const position = text.length;
  if (check !== expected) return error('check-character', position, { position, expected });
  return ok(text, { type, issuer, serial, version, check });
});

/** Widths of the dotted parts after the root; null = from one to the limit. */
const widths = [21, 18, null, 3, 1] as const;

function explainParts(text: string): Result {
  if (!text.startsWith(root)) return explain(text, rootShape);
  const parts = text.slice(root.length).split('.', widths.length + 1);
  let start = typeStart;
  for (const [index, part] of parts.entries()) {
    const width = widths[index];
    if (width === undefined) break;
    const wrong = explainPart(part, width ?? Math.min(Math.max(1, part.length), maxSerialCharacters));
    if (wrong) return { ...wrong, position: start + (wrong.position ?? 1) - 1 };
    start += part.length + 1;
  }
  return error('certificate-parts', start - (parts.length < widths.length ? 1 : 0), { parts: parts.length });
}

function explainPart(part: string, length: number): Result | undefined {
  if (part.length === length && /^[0-9A-Z]+$/.test(part)) return undefined;
  return part === '' ? error('too-short', 1, { length, actual: 0 }) : explain(part, shape('0-9A-Z', length));
}
