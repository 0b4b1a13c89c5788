import type { Colours } from '../write/colours.ts';

/** What encoders of reports know besides the report. `asOf` is an ISO civil date. */
export interface ReportContext {
  asOf: string;
  colours?: Colours;
}
