/** What may be attached: pages and pictures, each known by its content, whatever it is called. */
export const attachmentKinds = ['pdf', 'png', 'jpeg'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];

export const contentTypes: Readonly<Record<AttachmentKind, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
};

interface Signature {
  readonly begins: Buffer;
  /** What stands within the last `within` bytes. */
  readonly ends: Buffer;
  readonly within: number;
}

const trailerBytes = 1024; // where readers of PDF look for %%EOF
const signatures: Readonly<Record<AttachmentKind, Signature>> = {
  pdf: { begins: Buffer.from('%PDF-'), ends: Buffer.from('%%EOF'), within: trailerBytes },
  // RFC 2083: the signature, and IEND with its checksum as the last chunk.
  png: {
    begins: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    ends: Buffer.from('0000000049454e44ae426082', 'hex'),
    within: 12,
  },
  // Start and end of image; some cameras leave a few bytes behind.
  jpeg: { begins: Buffer.from('ffd8ff', 'hex'), ends: Buffer.from('ffd9', 'hex'), within: 64 },
};

/** The kind that a stranger's bytes are, by their beginning and their end; undefined for anything else, and for half a file. */
export function kindOfContent(content: Buffer): AttachmentKind | undefined {
  return attachmentKinds.find((kind) => {
    const { begins, ends, within } = signatures[kind];
    if (content.length < begins.length + ends.length) return false;
    const tail = content.subarray(Math.max(begins.length, content.length - within));
    return content.subarray(0, begins.length).equals(begins) && tail.includes(ends);
  });
}
