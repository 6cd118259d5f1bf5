import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '#infrastructure/config/index.ts';
import type { Text } from '#infrastructure/faults/index.ts';
import { fault } from './errors.ts';

/** none, or which of the three administrators' duties the role is (GB/T 22239, 安全管理中心). */
export type Power = 'none' | 'system' | 'security' | 'audit';

export interface Role {
  readonly code: string;
  readonly title: Text;
  readonly power: Power;
  readonly permissions: readonly string[];
}

/** All roles of the node, read once at start. */
export interface RoleBook {
  readonly roles: readonly Role[];
  /** @throws Fault identity.unknown-role */
  get(code: string): Role;
  permissionsOf(codes: readonly string[]): string[];
  /** Whether any of them is an administrator's role: those are granted by two persons. */
  administers(codes: readonly string[]): boolean;
}

const rolesFile = join(projectRoot, 'packs', 'core', 'roles.yaml');

/** @throws Fault identity.invalid-roles, naming what is wrong */
export function readRoles(file: string = rolesFile): RoleBook {
  return roleBook(parseRoles(readFileSync(file, 'utf8'), file));
}

function roleBook(roles: readonly Role[]): RoleBook {
  const byCode = new Map(roles.map((role) => [role.code, role]));
  const get = (code: string): Role => {
    const role = byCode.get(code);
    if (!role) throw fault('unknown-role', { role: code.slice(0, 40) });
    return role;
  };
  return {
    roles,
    get,
    permissionsOf: (codes) =>
      [...new Set(codes.flatMap((code) => byCode.get(code)?.permissions ?? []))].sort(),
    administers: (codes) => codes.some((code) => get(code).power !== 'none'),
  };
}

const names = /^[a-z]+([.-][a-z]+)*$/;
const powers: readonly unknown[] = ['none', 'system', 'security', 'audit'];

/** Reads the declaration; anything not foreseen is refused, so that a misspelt `power` cannot be overlooked. */
export function parseRoles(text: string, file: string): Role[] {
  const refuse = (reason: string): never => {
    throw fault('invalid-roles', { file, reason });
  };
  let tree: unknown;
  try {
    tree = parse(text, { uniqueKeys: true, maxAliasCount: 0 });
  } catch (error) {
    return refuse((error as Error).message.split('\n')[0] as string);
  }
  if (!isRecord(tree) || Object.keys(tree).join() !== 'roles' || !isRecord(tree['roles']))
    return refuse('one key, `roles`, is expected');
  return Object.entries(tree['roles']).map(([code, role]) => parseRole(code, role, refuse));
}

function parseRole(code: string, role: unknown, refuse: (reason: string) => never): Role {
  if (!names.test(code)) return refuse(`${code} is not a name`);
  if (!isRecord(role)) return refuse(`${code} is not a role`);
  const { title, power = 'none', permissions, ...unknown } = role;
  const [strange] = Object.keys(unknown);
  if (strange !== undefined) return refuse(`${code}.${strange} is not known`);
  if (!isText(title)) return refuse(`${code}.title needs zh and en`);
  if (!powers.includes(power)) return refuse(`${code}.power is not one of ${powers.join(', ')}`);
  if (!Array.isArray(permissions) || !permissions.every((one) => typeof one === 'string' && names.test(one)))
    return refuse(`${code}.permissions is not a list of names`);
  return { code, title, power: power as Power, permissions: permissions as string[] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is Text {
  return isRecord(value) && Object.keys(value).length === 2 && [value['zh'], value['en']].every(isWords);
}

function isWords(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}
