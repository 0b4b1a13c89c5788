/** Whether what npm has installed below a folder is what its lockfile says. */
export function isInstalled(root: string): boolean;
