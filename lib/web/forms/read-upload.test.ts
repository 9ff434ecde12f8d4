import { describe, expect, it } from 'vitest';
import { mostBytesOf, readUpload } from './read-upload.ts';

const TYPE = 'multipart/form-data; boundary=x';

/** A body that arrives in pieces of so many bytes. */
function arriving(body: string | Buffer, size = 65_536): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = Buffer.from(body);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(new Uint8Array(bytes.subarray(at, at + size)));
      at += size;
    },
  });
}

const part = (disposition: string, value: string, headers = '') =>
  `--x\r\ncontent-disposition: form-data; ${disposition}\r\n${headers}\r\n${value}\r\n`;
const END = '--x--\r\n';

async function valuesOf(body: string, size?: number) {
  const data = await readUpload(arriving(body, size), TYPE);
  if (!(data instanceof FormData)) return data;
  return Promise.all(
    [...data].map(async ([name, value]) =>
      value instanceof File
        ? [name, value.name, value.type, Buffer.from(await value.arrayBuffer()).toString()]
        : [name, value],
    ),
  );
}

describe('a form with files', () => {
  it.each([1, 7, 65_536])(
    'has its fields and files in their order, in pieces of %d',
    async (size) => {
      const sent = [
        part('name="name"', 'Boot\r\n--y'),
        part('name="photos"; filename="物 é.jpg"', '\r\n-', 'content-type: image/jpeg\r\n'),
        part('name="photos"; filename=""', '', 'content-type: application/octet-stream\r\n'),
        part('name="empty"', ''),
        part('name="name"', '👍'),
      ];
      expect(await valuesOf(sent.join('') + END, size)).toEqual([
        ['name', 'Boot\r\n--y'],
        ['photos', '物 é.jpg', 'image/jpeg', '\r\n-'],
        ['photos', '', 'application/octet-stream', ''],
        ['empty', ''],
        ['name', '👍'],
      ]);
    },
  );

  it('has the names of files as they were', async () => {
    const names = ['a%22b.jpg', '../x.jpg', '100%.jpg', '%41.jpg'];
    const sent = names.map((name) => part(`name="photos"; filename="${name}"`, ''));
    const read = await valuesOf(sent.join('') + END);
    expect((read as string[][]).map(([, name]) => name)).toEqual([
      'a"b.jpg',
      '../x.jpg',
      '100%.jpg',
      '%41.jpg',
    ]);
  });

  it('has at most 100 parts', async () => {
    const one = part('name="a"', 'b');
    expect(await valuesOf(one.repeat(100) + END)).toHaveLength(100);
    expect(await valuesOf(one.repeat(101) + END)).toBe('too-large');
  });

  it('has at most 100,000 characters of text, of all fields together', async () => {
    const half = part('name="a"', '物'.repeat(50_000));
    expect(await valuesOf(half + half + END)).toHaveLength(2);
    expect(await valuesOf(half + half + part('name="a"', 'b') + END)).toBe('too-large');
  });

  it('is read to its end when it is too much', async () => {
    const manyParts = part('name="a"', '').repeat(100_000) + END;
    const manyBytes = Buffer.alloc(mostBytesOf(TYPE) + 1);
    for (const body of [manyParts, manyBytes]) {
      let isRead = false;
      const sent = arriving(body);
      const watched = sent.pipeThrough(
        new TransformStream({
          flush: () => {
            isRead = true;
          },
        }),
      );
      expect(await readUpload(watched, TYPE)).toBe('too-large');
      expect(isRead).toBe(true);
    }
  });

  it.each([
    ['nothing', ''],
    ['no form', 'junk'],
    ['cut off in a header', part('name="a"', 'b').slice(0, 20)],
    ['cut off in a value', part('name="a"', 'b')],
    ['cut off in a file', part('name="a"; filename="b"', 'c')],
    ['without a name', part('filename="a"', 'b') + END],
  ])('is not read when it is %s', async (_, body) => {
    expect(await valuesOf(body)).toBe('unreadable');
  });

  it.each([
    '',
    'text/plain',
    'multipart/form-data',
    `multipart/form-data; boundary=${'x'.repeat(300)}`,
  ])('is not read when its type is “%s”', async (type) => {
    expect(await readUpload(arriving(part('name="a"', 'b') + END), type)).toBe('unreadable');
  });
});

it('a form without files may have 100,000 bytes', async () => {
  const type = 'application/x-www-form-urlencoded;charset=UTF-8';
  const data = await readUpload(arriving('remove=7&x=%C3%A9+%zz&x'), type);
  expect([...(data as FormData)]).toEqual([
    ['remove', '7'],
    ['x', 'é %zz'],
    ['x', ''],
  ]);
  expect(await readUpload(arriving(`a=${'x'.repeat(99_998)}`), type)).toBeInstanceOf(FormData);
  expect(await readUpload(arriving(`a=${'x'.repeat(99_999)}`), type)).toBe('too-large');
});
