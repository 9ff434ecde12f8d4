import { Busboy, type BusboyInstance } from '@fastify/busboy';

/** How many parts a form may have. */
const MOST_PARTS = 100;
/** How much of a form may be text, in UTF-16 units. */
const MOST_TEXT = 100_000;
/** How many bytes of UTF-8 one UTF-16 unit can have. */
const MOST_UNIT_BYTES = 3;

type Field = { name: string; value: string } | { name: string; file: () => File };

/** Makes a form of its bytes as they arrive. It keeps no more text and no more parts than it may have. */
export class UploadParser {
  readonly #busboy: BusboyInstance | null;
  readonly #ended: Promise<void>;
  readonly #fields: Field[] = [];
  #textLength = 0;
  #hasFailed = false;
  /** Whether there are more parts or there is more text than a form may have. */
  isTooLarge = false;

  /** @param type the form's content type */
  constructor(type: string) {
    this.#busboy = busboyFor(type);
    this.#ended = new Promise((resolve) => {
      this.#busboy?.on('finish', resolve);
      this.#busboy?.on('error', () => {
        this.#hasFailed = true;
        resolve();
      });
    });
    this.#busboy?.on('partsLimit', () => {
      this.isTooLarge = true;
    });
    this.#busboy?.on('field', (name, value, _isNameCut, isCut) => {
      this.#textLength += value.length;
      this.isTooLarge ||= isCut || this.#textLength > MOST_TEXT;
      this.#fields.push({ name, value });
    });
    this.#busboy?.on('file', (name, stream, fileName, _encoding, fileType) => {
      const chunks: BlobPart[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      // The parser tells of the same error.
      stream.on('error', () => {});
      const file = () => new File(chunks, withoutEscapes(fileName), { type: fileType });
      this.#fields.push({ name, file });
    });
  }

  write(chunk: Uint8Array): void {
    this.#busboy?.write(chunk);
  }

  /** @returns the form when all of it has been written; null when it cannot be read */
  async end(): Promise<FormData | null> {
    if (!this.#busboy) return null;
    this.#busboy.end();
    await this.#ended;
    if (this.#hasFailed || this.#fields.some(({ name }) => name === undefined)) return null;
    const data = new FormData();
    for (const field of this.#fields) {
      if ('file' in field) data.append(field.name, field.file());
      else data.append(field.name, field.value);
    }
    return data;
  }
}

function busboyFor(type: string): BusboyInstance | null {
  try {
    return new Busboy({
      headers: { 'content-type': type },
      limits: { parts: MOST_PARTS, fieldSize: MOST_TEXT * MOST_UNIT_BYTES },
      preservePath: true,
      isPartAFile: (_name, _type, fileName) => fileName !== undefined,
    });
  } catch {
    // It is no form, or its parts have no boundary.
    return null;
  }
}

// Browsers write these three of a file's name so (HTML, “multipart form data”).
function withoutEscapes(name: string): string {
  return name.replace(/%(0A|0D|22)/gi, decodeURIComponent);
}
