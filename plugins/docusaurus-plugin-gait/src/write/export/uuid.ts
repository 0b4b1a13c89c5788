import { createHash } from 'node:crypto';

/** Namespace of Gait's own names; made once, never changes. */
const NAMESPACE = Buffer.from('5b0c3c0ef1b94b7c9f6a0d5f2a7e4c31', 'hex');

/** A UUID of version 5 (RFC 9562 §5.5): the same name gives the same one. */
export function toUuid(name: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(name.normalize('NFC')).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
