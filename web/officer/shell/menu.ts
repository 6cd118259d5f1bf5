import { pageGroups, type PageDefinition, type PageGroup } from '../../kit/page-definition.ts';
import { pages, sees } from '../pages.ts';

export interface MenuBranch {
  readonly group: PageGroup;
  readonly pages: readonly PageDefinition[];
}

/** The menu of someone with these roles: groups in their order, without the empty ones and the person's own. */
export function menuOf(roles: readonly string[]): readonly MenuBranch[] {
  return (Object.keys(pageGroups) as PageGroup[])
    .filter((group) => group !== 'person')
    .map((group) => ({ group, pages: inMenu(roles).filter((page) => page.group === group) }))
    .filter((branch) => branch.pages.length > 0);
}

/** The person's own pages, for the menu at the top right. */
export function personPagesOf(roles: readonly string[]): readonly PageDefinition[] {
  return inMenu(roles).filter((page) => page.group === 'person');
}

/** Every page that can be gone to by name. */
export function inMenu(roles: readonly string[]): readonly PageDefinition[] {
  return pages.filter((page) => !page.parent && !page.path.includes('$') && sees(roles, page));
}
