import { rule as accountNotConfirmed } from './account-not-confirmed.ts';
import { rule as automationName } from './automation-name.ts';
import { rule as automationNotLinkedBack } from './automation-not-linked-back.ts';
import { rule as badDate } from './bad-date.ts';
import { rule as badPattern } from './bad-pattern.ts';
import { rule as branchTarget } from './branch-target.ts';
import { rule as brokenAnchor } from './broken-anchor.ts';
import { rule as brokenLink } from './broken-link.ts';
import { rule as byteOrderMark } from './byte-order-mark.ts';
import { rule as cadence } from './cadence.ts';
import { rule as catalogueDuplicateControl } from './catalogue-duplicate-control.ts';
import { rule as catalogueMissingControl } from './catalogue-missing-control.ts';
import { rule as codeownersOwner } from './codeowners-owner.ts';
import { rule as codeownersSyntax } from './codeowners-syntax.ts';
import { rule as controlRenumbered } from './control-renumbered.ts';
import { rule as controlWithdrawn } from './control-withdrawn.ts';
import { rule as controlWithoutVersion } from './control-without-version.ts';
import { rule as crosswalkDuplicate } from './crosswalk-duplicate.ts';
import { rule as destructiveCommand } from './destructive-command.ts';
import { rule as diagram } from './diagram.ts';
import { rule as duplicateCatalogue } from './duplicate-catalogue.ts';
import { rule as duplicateId } from './duplicate-id.ts';
import { rule as duplicateSection } from './duplicate-section.ts';
import { rule as duplicateStepId } from './duplicate-step-id.ts';
import { rule as duplicateVariable } from './duplicate-variable.ts';
import { rule as emptySection } from './empty-section.ts';
import { rule as exampleMismatch } from './example-mismatch.ts';
import { rule as exceptionExpired } from './exception-expired.ts';
import { rule as exceptionUnknownTarget } from './exception-unknown-target.ts';
import { rule as fileEncoding } from './file-encoding.ts';
import { rule as fileSize } from './file-size.ts';
import { rule as forbiddenFrontMatter } from './forbidden-front-matter.ts';
import { rule as fromStepUnknown } from './from-step-unknown.ts';
import { rule as frontMatterFence } from './front-matter-fence.ts';
import { rule as headingLevel } from './heading-level.ts';
import { rule as hiddenCharacters } from './hidden-characters.ts';
import { rule as idDiffersFromFileName } from './id-differs-from-file-name.ts';
import { rule as imageWithoutText } from './image-without-text.ts';
import { rule as linkLeavesDocs } from './link-leaves-docs.ts';
import { rule as linkScheme } from './link-scheme.ts';
import { rule as linkToRetired } from './link-to-retired.ts';
import { rule as maturityNotEarned } from './maturity-not-earned.ts';
import { rule as mdxFile } from './mdx-file.ts';
import { rule as missingKey } from './missing-key.ts';
import { rule as missingSection } from './missing-section.ts';
import { rule as noSteps } from './no-steps.ts';
import { rule as occurrenceOverdue } from './occurrence-overdue.ts';
import { rule as occurrenceUnknown } from './occurrence-unknown.ts';
import { rule as parityCodeChanged } from './parity-code-changed.ts';
import { rule as parityNotCompared } from './parity-not-compared.ts';
import { rule as parityUnknownStep } from './parity-unknown-step.ts';
import { rule as rawHtml } from './raw-html.ts';
import { rule as recordDates } from './record-dates.ts';
import { rule as recordInFuture } from './record-in-future.ts';
import { rule as recordName } from './record-name.ts';
import { rule as recordNotVouched } from './record-not-vouched.ts';
import { rule as recordRewritten } from './record-rewritten.ts';
import { rule as recordUnknownSop } from './record-unknown-sop.ts';
import { rule as remoteImage } from './remote-image.ts';
import { rule as replacedByUnknown } from './replaced-by-unknown.ts';
import { rule as reservedId } from './reserved-id.ts';
import { rule as reviewInFuture } from './review-in-future.ts';
import { rule as reviewOverdue } from './review-overdue.ts';
import { rule as runWithoutAutomation } from './run-without-automation.ts';
import { rule as secret } from './secret.ts';
import { rule as sectionOrder } from './section-order.ts';
import { rule as stepIdMissing } from './step-id-missing.ts';
import { rule as stepNumbers } from './step-numbers.ts';
import { rule as stepWithoutAction } from './step-without-action.ts';
import { rule as strayProcedureBlock } from './stray-procedure-block.ts';
import { rule as symlinkInDocs } from './symlink-in-docs.ts';
import { rule as undeclaredVariable } from './undeclared-variable.ts';
import { rule as unknownArea } from './unknown-area.ts';
import { rule as unknownAutomation } from './unknown-automation.ts';
import { rule as unknownCheckTool } from './unknown-check-tool.ts';
import { rule as unknownControl } from './unknown-control.ts';
import { rule as unknownDirective } from './unknown-directive.ts';
import { rule as unknownKey } from './unknown-key.ts';
import { rule as unknownLinkTarget } from './unknown-link-target.ts';
import { rule as unknownOwner } from './unknown-owner.ts';
import { rule as unknownRelated } from './unknown-related.ts';
import { rule as unknownRequiredSop } from './unknown-required-sop.ts';
import { rule as unknownRole } from './unknown-role.ts';
import { rule as unknownSection } from './unknown-section.ts';
import { rule as unquotedVariable } from './unquoted-variable.ts';
import { rule as unusedVariable } from './unused-variable.ts';
import { rule as variableInSingleQuotes } from './variable-in-single-quotes.ts';
import { rule as wrongValue } from './wrong-value.ts';
import { rule as yamlLostComment } from './yaml-lost-comment.ts';
import { rule as yamlPlainScalar } from './yaml-plain-scalar.ts';
import { rule as yamlSyntax } from './yaml-syntax.ts';
import type { Rule } from './rule.ts';

/** Every rule, sorted by code. */
export const RULES: readonly Rule[] = [
  accountNotConfirmed,
  automationName,
  automationNotLinkedBack,
  badDate,
  badPattern,
  branchTarget,
  brokenAnchor,
  brokenLink,
  byteOrderMark,
  cadence,
  catalogueDuplicateControl,
  catalogueMissingControl,
  codeownersOwner,
  codeownersSyntax,
  controlRenumbered,
  controlWithdrawn,
  controlWithoutVersion,
  crosswalkDuplicate,
  destructiveCommand,
  diagram,
  duplicateCatalogue,
  duplicateId,
  duplicateSection,
  duplicateStepId,
  duplicateVariable,
  emptySection,
  exampleMismatch,
  exceptionExpired,
  exceptionUnknownTarget,
  fileEncoding,
  fileSize,
  forbiddenFrontMatter,
  fromStepUnknown,
  frontMatterFence,
  headingLevel,
  hiddenCharacters,
  idDiffersFromFileName,
  imageWithoutText,
  linkLeavesDocs,
  linkScheme,
  linkToRetired,
  maturityNotEarned,
  mdxFile,
  missingKey,
  missingSection,
  noSteps,
  occurrenceOverdue,
  occurrenceUnknown,
  parityCodeChanged,
  parityNotCompared,
  parityUnknownStep,
  rawHtml,
  recordDates,
  recordInFuture,
  recordName,
  recordNotVouched,
  recordRewritten,
  recordUnknownSop,
  remoteImage,
  replacedByUnknown,
  reservedId,
  reviewInFuture,
  reviewOverdue,
  runWithoutAutomation,
  secret,
  sectionOrder,
  stepIdMissing,
  stepNumbers,
  stepWithoutAction,
  strayProcedureBlock,
  symlinkInDocs,
  undeclaredVariable,
  unknownArea,
  unknownAutomation,
  unknownCheckTool,
  unknownControl,
  unknownDirective,
  unknownKey,
  unknownLinkTarget,
  unknownOwner,
  unknownRelated,
  unknownRequiredSop,
  unknownRole,
  unknownSection,
  unquotedVariable,
  unusedVariable,
  variableInSingleQuotes,
  wrongValue,
  yamlLostComment,
  yamlPlainScalar,
  yamlSyntax,
];
