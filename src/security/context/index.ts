export { systemContext } from './context.ts';
export type { Actor, ActorKind, Context } from './context.ts';
