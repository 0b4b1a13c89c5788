import type { Configuration } from '../../model/schema/configuration.ts';
import type { Manifest } from '../../model/schema/manifest.ts';

/** An automation that becomes a function. */
export interface StackAutomation {
  manifest: Manifest;
  /** Whether it may apply; else it plans, and tells people what it would do. */
  isApply: boolean;
}

/** All that a stack is made of. */
export interface StackInput {
  automations: readonly StackAutomation[];
  /** Time zone of schedules. */
  timezone: Configuration['timezone'];
  /** How those are woken whom manifests name. */
  wake: Configuration['automation']['wake'];
}
