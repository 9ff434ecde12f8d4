import fc from 'fast-check';

/** A field of a form, as a client may send it. */
export type Field = { name: string; value: string; file?: boolean; bytes?: Buffer };

const BIG = ['x'.repeat(99_000), 'x'.repeat(101_000), '🙂'.repeat(25_000), 'x'.repeat(1_000_000)];

/** Texts that often cause errors in forms. */
const PROBLEM_TEXTS = [
  // Empty texts and invisible characters.
  '',
  ' ',
  '\t',
  '\u00a0',
  '\u3000',
  '\u200b',
  '\u2060',
  '\ufeff',
  '\u00ad',
  // Characters that end a text or a line, and other control characters.
  '\0',
  'abc\0',
  '\0abc',
  'abc\0def',
  'a\nb',
  'a\r\nSet-Cookie: x=1',
  '\u2028',
  '\x1b[31m',
  '\x7f',
  // Lone surrogates and the replacement character.
  '\ud800',
  '\udfff',
  'abc\ud83d',
  '\udc00\ud800',
  '\ufffd',
  // Marks of text direction, and combining marks.
  '\u200f',
  '\u202eabc',
  'abc\u202e',
  '\u2066abc',
  'e\u0301',
  'é',
  '\u0301',
  'a'.repeat(9) + '\u0301'.repeat(90),
  // Characters that look like other characters, or that normalize to others.
  'ß',
  'İ',
  'ı',
  'ﬀ',
  'ſ',
  'Ａda',
  'аda',
  '²',
  '½',
  '℡',
  '👩‍👩‍👧',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  // Numbers, and texts that look like numbers.
  '0',
  '-0',
  '-1',
  '+1',
  '01',
  '00',
  ' 1',
  '1 ',
  '1\n',
  '1e3',
  '0x10',
  '0b1',
  '1.0',
  '1,0',
  '1_0',
  '٣',
  '３',
  'Ⅷ',
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '9223372036854775808',
  '9'.repeat(16),
  '9'.repeat(17),
  '9'.repeat(400),
  'NaN',
  'Infinity',
  '1n',
  'null',
  'undefined',
  'true',
  '[]',
  '{}',
  '[object Object]',
  // Texts with a meaning in SQL, HTML, templates, shells, URLs or JavaScript.
  "' or 1=1 --",
  "'); drop table users; --",
  '"><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '{{7*7}}',
  '$(id)',
  '%00',
  '%ff',
  '%',
  '&',
  '=',
  '+',
  ';',
  '\\',
  '../../etc/passwd',
  '$ACTION_ID_x',
  '__proto__',
];

/** Gives values of a field that are rarely valid. */
export const oddValue = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...PROBLEM_TEXTS) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 130 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 80 }) },
  { weight: 1, arbitrary: fc.integer().map(String) },
  { weight: 1, arbitrary: fc.double().map(String) },
);

const bigValue = fc.constantFrom(...BIG);

const unknownField = fc.record({
  name: fc.constantFrom(
    'x',
    'id',
    'price',
    'owner_id',
    'budget',
    'role',
    'memberId',
    '__proto__',
    'constructor',
    '0',
    '$ACTION_KEY',
    'username[]',
  ),
  value: oddValue,
});

/**
 * Gives the fields of a form as anybody may send them. A field may be valid, odd, missing, repeated
 * or a file. Fields that the form does not have may be added.
 * @param sensible valid values of each field
 * @param oddness the number of odd values for each 12 valid values
 */
export function oddFields(
  sensible: Record<string, fc.Arbitrary<string>>,
  oddness = 8,
): fc.Arbitrary<Field[]> {
  const each = Object.entries(sensible).map(([name, good]) => {
    const value = fc.oneof(
      { weight: 12, arbitrary: good },
      { weight: oddness, arbitrary: oddValue },
    );
    const once = value.map((text): Field[] => [{ name, value: text }]);
    return fc.oneof(
      { weight: 30, arbitrary: once },
      { weight: 2, arbitrary: fc.constant<Field[]>([]) },
      { weight: 3, arbitrary: fc.tuple(once, once).map((two) => two.flat()) },
      { weight: 1, arbitrary: value.map((text): Field[] => [{ name, value: text, file: true }]) },
    );
  });
  const unknown = fc.array(unknownField, { maxLength: 2 });
  const fields = fc.tuple(...each, unknown).map((parts) => parts.flat());
  // Few forms get a large value, and only in one field, because large values are slow.
  return fc.oneof(
    { weight: 24, arbitrary: fields },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fields, fc.nat(), bigValue)
        .map(([all, at, value]) =>
          all.map((field, index) => (index === at % all.length ? { ...field, value } : field)),
        ),
    },
  );
}

/** The damage of a request body. */
export type Damage =
  | 'none'
  | 'cut off'
  | 'another boundary'
  | 'no boundary'
  | 'another type'
  | 'no type';

export const damage: fc.Arbitrary<Damage> = fc.oneof(
  { weight: 16, arbitrary: fc.constant<Damage>('none') },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Damage>(
      'cut off',
      'another boundary',
      'no boundary',
      'another type',
      'no type',
    ),
  },
);

/** A request body with its content type. */
export type Body = { type: string | null; bytes: Buffer };

const BOUNDARY = '----market-test-boundary';

/** The body of a plain post. Files are sent as their text. */
export function urlencoded(fields: readonly Field[], damage: Damage): Body {
  const text = fields.map(({ name, value }) => `${percent(name)}=${percent(value)}`).join('&');
  const type = 'application/x-www-form-urlencoded';
  const bytes = Buffer.from(
    damage === 'cut off' ? text.slice(0, -Math.ceil(text.length / 3)) : text,
  );
  return {
    bytes,
    type: damage === 'another type' ? 'application/json' : damage === 'no type' ? null : type,
  };
}

/** The body of a page's form. */
export function multipart(fields: readonly Field[], damage: Damage): Body {
  const parts = fields.map(({ name, value, file, bytes }) => {
    const disposition = `content-disposition: form-data; name="${name}"${file ? '; filename="x.txt"\r\ncontent-type: text/plain' : ''}`;
    return Buffer.concat([
      Buffer.from(`--${BOUNDARY}\r\n${disposition}\r\n\r\n`),
      bytes ?? bytesOf(value),
      Buffer.from('\r\n'),
    ]);
  });
  const whole = Buffer.concat([...parts, Buffer.from(`--${BOUNDARY}--\r\n`)]);
  const types: Partial<Record<Damage, string | null>> = {
    'another boundary': 'multipart/form-data; boundary=another',
    'no boundary': 'multipart/form-data',
    'another type': 'text/plain',
    'no type': null,
  };
  const type =
    damage in types ? (types[damage] ?? null) : `multipart/form-data; boundary=${BOUNDARY}`;
  return {
    type,
    bytes:
      damage === 'cut off' ? whole.subarray(0, whole.length - Math.ceil(whole.length / 3)) : whole,
  };
}

/** UTF-8. Lone surrogates are encoded too, as a careless client encodes them. */
function bytesOf(text: string): Buffer {
  if (text.isWellFormed()) return Buffer.from(text);
  return Buffer.concat(
    [...text].map((character) => {
      const code = character.codePointAt(0) ?? 0;
      const isHalf = code >= 0xd800 && code <= 0xdfff;
      if (!isHalf) return Buffer.from(character);
      return Buffer.from([0xed, 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]);
    }),
  );
}

function percent(text: string): string {
  return /^[\w.-]*$/.test(text)
    ? text
    : [...bytesOf(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

/**
 * The text that a multipart form reads in a field, from the first value. Undefined for a missing
 * field or a file.
 */
export function readAs(fields: readonly Field[], name: string): string | undefined {
  const first = fields.find((field) => field.name === name);
  return first && !first.file ? bytesOf(first.value).toString() : undefined;
}
