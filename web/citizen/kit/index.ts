/** The kit of citizens' pages: one import for everything, `#web/citizen/kit/index.ts`. No antd. See web/README.md. */
export * from '../../core/index.ts';
export * from './Primitives.tsx';
export { Frame } from './Frame.tsx';
export { Page } from './Page.tsx';
export type { CitizenPage } from './page-definition.ts';
export { useResource, type Resource } from './resource.ts';
export { Link } from './Link.tsx';
export { useGo, usePageParams, usePath, useQueryValue } from './router.ts';
