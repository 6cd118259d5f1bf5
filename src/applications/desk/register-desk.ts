import type { Database } from '#infrastructure/sql/index.ts';
import type { Cite } from '#platform/catalogue/index.ts';
import type { Purposes } from '#security/access/index.ts';
import type { Desk } from './desk.ts';
import { requestPurpose, visitPurpose } from './purpose-kinds.ts';
import { parseDeskSettings } from './settings.ts';

export interface DeskParts {
  /** Role minqiao_app. */
  readonly app: Database;
  readonly purposes: Purposes;
  /** `packs/core/purposes.yaml`, parsed from YAML. */
  readonly settings: unknown;
  /** Names what the matters rest on. */
  readonly cite: Cite;
}

/**
 * Makes the desk of this node and registers its purpose kinds, `verification` and `registration`.
 * @throws Fault desk.settings-invalid
 */
export function registerDesk(parts: DeskParts): Desk {
  const settings = parseDeskSettings(parts.settings);
  const { app, purposes, cite } = parts;
  purposes.register(visitPurpose(app, settings));
  purposes.register(requestPurpose(app, settings));
  return { app, purposes, settings, cite };
}
