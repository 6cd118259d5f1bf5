import { pinyin } from 'pinyin-pro';

/** Pinyin initials in lower case: `户主` gives `hz`. A large dictionary: load this file with `import()`. */
export function initialsOf(label: string): string {
  return pinyin(label, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' })
    .join('')
    .toLowerCase();
}
