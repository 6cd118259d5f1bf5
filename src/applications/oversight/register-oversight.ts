import type { Oversight } from './oversight.ts';
import { parseOversightSettings } from './settings.ts';

export type OversightParts = Omit<Oversight, 'settings'> & {
  /** `packs/core/oversight.yaml`, parsed from YAML. */
  readonly settings: unknown;
};

/** Makes the oversight of this node. @throws Fault oversight.settings-invalid */
export function registerOversight(parts: OversightParts): Oversight {
  return { ...parts, settings: parseOversightSettings(parts.settings) };
}
