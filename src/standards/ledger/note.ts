/**
 * Signed notes and checkpoints (c2sp.org/signed-note, c2sp.org/tlog-checkpoint), format only: what was signed with
 * which key is the caller's to check. Everything parsed here is attacker-controlled.
 */
import { fromBase64, toBase64 } from './base64.ts';

/** Largest note read, in UTF-16 units: a checkpoint with 16 post-quantum signatures of 5 kB stays below. */
export const MAX_NOTE_LENGTH = 128 * 1024;
/** Most signature lines read; the specification asks for at least 16. */
export const MAX_SIGNATURES = 64;
/** Signature type of plain Ed25519 keys in key identifiers. */
export const ED25519 = 0x01;

export interface NoteSignature {
  readonly name: string;
  /** First 4 bytes of the decoded signature, as a number. */
  readonly keyId: number;
  readonly signature: Uint8Array;
}

export interface Note {
  /** The signed text with its final newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Uint8Array;
  readonly extensions: readonly string[];
}

export interface NoteKey {
  readonly name: string;
  readonly keyId: number;
  /** 32 bytes, Ed25519. */
  readonly publicKey: Uint8Array;
}

// oxlint-disable-next-line no-control-regex -- the specification forbids exactly these
const controls = /[\u0000-\u0009\u000b-\u001f]/;
const keyName = /^[^\s+\u0085]+$/u;

/** The note, or undefined when the text is not one. Signatures are read, not verified. */
export function parseNote(input: string, longest = MAX_NOTE_LENGTH): Note | undefined {
  if (input.length > longest || !input.endsWith('\n') || controls.test(input) || !input.isWellFormed())
    return undefined;
  const split = input.lastIndexOf('\n\n');
  if (split < 1) return undefined;
  const lines = input.slice(split + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return undefined;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (!signature) return undefined;
    signatures.push(signature);
  }
  return { text: input.slice(0, split + 1), signatures };
}

function parseSignature(line: string): NoteSignature | undefined {
  const [dash, name, encoded, ...rest] = line.split(' ');
  if (dash !== '—' || !name || !encoded || rest.length > 0 || !keyName.test(name)) return undefined;
  const bytes = fromBase64(encoded);
  if (!bytes || bytes.length < 5) return undefined;
  return { name, keyId: readUint32(bytes), signature: bytes.slice(4) };
}

/** The note's text and signatures as one string. */
export function formatNote(note: Note): string {
  return `${note.text}\n${note.signatures.map(formatSignature).join('')}`;
}

function formatSignature({ name, keyId, signature }: NoteSignature): string {
  const bytes = new Uint8Array(4 + signature.length);
  new DataView(bytes.buffer).setUint32(0, keyId);
  bytes.set(signature, 4);
  return `— ${name} ${toBase64(bytes)}\n`;
}

/** The checkpoint in a note's text, or undefined when the text is not one. Size is at most 2^53 - 1. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  if (!text.endsWith('\n')) return undefined;
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  if (!origin || !size || !root || extensions.includes('')) return undefined;
  if (!/^(0|[1-9][0-9]{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) return undefined;
  const rootBytes = fromBase64(root);
  return rootBytes?.length === 32 ? { origin, size: Number(size), root: rootBytes, extensions } : undefined;
}

/** The text of a checkpoint, ready to be signed. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  return [origin, size, toBase64(root), ...extensions].join('\n') + '\n';
}

/** The bytes whose SHA-256 begins with the key's identifier. */
export function keyIdInput(name: string, publicKey: Uint8Array): Uint8Array {
  const prefix = new TextEncoder().encode(`${name}\n`);
  const input = new Uint8Array(prefix.length + 1 + publicKey.length);
  input.set(prefix);
  input[prefix.length] = ED25519;
  input.set(publicKey, prefix.length + 1);
  return input;
}

/** A verification key as one line, name+id+base64(type || key), the form that Go's note package and witnesses read. */
export function formatNoteKey({ name, keyId, publicKey }: NoteKey): string {
  const bytes = new Uint8Array(1 + publicKey.length);
  bytes[0] = ED25519;
  bytes.set(publicKey, 1);
  return `${name}+${keyId.toString(16).padStart(8, '0')}+${toBase64(bytes)}`;
}

/** The key of one such line, or undefined. The caller checks that `keyId` is the hash of name and key. */
export function parseNoteKey(line: string): NoteKey | undefined {
  const [, name, keyId, encoded] =
    /^([^\s+]{1,255})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,128})$/u.exec(line) ?? [];
  const bytes = encoded === undefined ? undefined : fromBase64(encoded);
  if (name === undefined || keyId === undefined || bytes?.length !== 33 || bytes[0] !== ED25519)
    return undefined;
  return { name, keyId: Number.parseInt(keyId, 16), publicKey: bytes.slice(1) };
}

/** Big-endian uint32 at the start of `bytes`. */
export function readUint32(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
}
