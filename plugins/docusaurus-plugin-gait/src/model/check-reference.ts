/** The parts of the reference of a check or an alert: `prowler`, `iam_root_mfa_enabled`. Names of alerts may hold colons of their own. */
export function splitReference(reference: string): { tool: string; name: string } {
  const at = reference.indexOf(':');
  return { tool: reference.slice(0, at), name: reference.slice(at + 1) };
}
