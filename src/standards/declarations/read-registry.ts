import {
  derive,
  list,
  named,
  optional,
  otherwise,
  record,
  required,
  shaped,
  slug,
  text,
  words,
} from './decode.ts';
import { limits } from './limits.ts';
import type { ObjectClass, Signer } from './model.ts';

const objectShape = record<Omit<ObjectClass, 'name'>>({
  title: required(words),
  definition: required(words),
  synonyms: otherwise(list(text, 20), []),
  partOf: optional(slug),
});

/** `object-classes.yaml` or `object-classes/*.yaml`: what elements describe (ISO/IEC 11179). An element names its class by its Chinese title. */
export const objectClassesFile = record<{ 'object-classes': readonly ObjectClass[] }>({
  'object-classes': required(
    named(slug, (name) => derive(objectShape, (value): ObjectClass => ({ name, ...value })), limits.entries),
  ),
});

/** A verification key of a signed note (c2sp.org/signed-note): name, hash, type and key. Whoever uses it checks the hash. */
const key = shaped(
  /^[^\s+]{1,100}\+[0-9a-f]{8}\+[A-Za-z0-9+/=]{40,200}$/u,
  '验证公钥（名称+散列+公钥）',
  'a verification key: name+hash+key',
);

interface WrittenSigner extends Omit<Signer, 'name'> {
  readonly signer: string;
}

const signer = record<WrittenSigner>({
  signer: required(slug),
  title: required(words),
  key: required(key),
  packs: required(list(slug, limits.entries)),
});

/** `signers/*.yaml`: who may publish which packs. */
export const signerFile = derive(signer, ({ signer: name, ...rest }): Signer => ({ name, ...rest }));
