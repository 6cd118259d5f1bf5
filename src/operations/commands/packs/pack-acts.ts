/** What the verbs do: loaded when one is called, so that help and wrong usage are answered at once. */
export { buildPack } from './build-pack.ts';
export { openBundle } from './bundle-files.ts';
export { diffPacks } from './diff-packs.ts';
export { importPack, writeFiles } from './import-pack.ts';
export { makePackKey, signPack } from './sign-pack.ts';
export { verifyPack } from './verify-pack.ts';
