import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * SHA-256 of the bytes that `base64` stands for, in hexadecimal. In plain JavaScript, because the browser's own
 * `crypto.subtle` is missing on pages that are served over http from another machine.
 */
export function contentHash(base64: string): string {
  const binary = atob(base64);
  const bytes = Uint8Array.from(binary, character => character.charCodeAt(0));
  return bytesToHex(sha256(bytes));
}
