/** SHA-256 of every file below a folder by path, sorted. */
export function hashFolder(folder: string): Promise<Map<string, string>>;
/** Text of a manifest. */
export function toManifest(checksums: ReadonlyMap<string, string>): string;
/** Checksums by path, from the text of a manifest. */
export function parseManifest(text: string): Map<string, string>;
/** Paths that one of two sets of checksums lacks, or that differ, each with what is wrong with it. */
export function compareChecksums(expected: ReadonlyMap<string, string>, actual: ReadonlyMap<string, string>): string[];
/** SHA-256, hexadecimal. */
export function getDigest(bytes: string | Uint8Array): string;
