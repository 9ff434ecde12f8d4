import { request } from 'node:http';
import { sql } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import {
  HEIC,
  hugePng,
  movingPicture,
  movingPng,
  phonePhoto,
  picture,
} from '../../testing/pictures.ts';
import { textOf } from '../support/client.ts';
import { formOf } from '../support/form.ts';
import { boat, type Files, formWith } from '../support/photos.ts';
import { type Buyer, marketOfThisFile } from './market.ts';

const market = marketOfThisFile();

afterAll(async () => {
  await market().expectValidLedger();
  expect(market().server.output()).not.toContain('market:');
});

/** Adds an item that the member owns. */
async function owned({ client }: Buyer): Promise<number> {
  const item = await market().addItem(5);
  await client.post('/market', { purchase_item: String(item) });
  return item;
}

const photosOf = async (item: number) =>
  (
    await market().rows<{ id: number }>(
      sql`select id from photos where item_id = ${item} order by position, id`,
    )
  ).map(({ id }) => id);

const itemNamed = (name: string) => market().value(sql`select id from items where name = ${name}`);

describe('photos that are sent', () => {
  it('with a new item by a plain post are stored upright and without metadata', async () => {
    const member = await market().addBuyer();
    const sent = boat();
    const files: Files = [
      ['one.jpg', await phonePhoto()],
      ['two', await picture('png')],
    ];
    const answer = await member.client.post('/items/new', formWith(sent, files, 'text/plain'));
    const item = await itemNamed(sent.name);
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe(`/items/${item}`);
    const page = await member.client.follow(answer);
    expect(textOf(page)).toContain(`${sent.name} is for sale at 120 credits.`);
    const [one, two] = await photosOf(item ?? 0);
    expect(page).toContain(
      `src="/photos/${one}/large" alt="Photo 1 of 2 of ${sent.name}" width="40" height="80"`,
    );
    expect(page).toContain(`src="/photos/${two}/small" alt="Photo 2 of 2 of ${sent.name}"`);
    const photo = await member.client.get(`/photos/${one}/large`);
    const webp = Buffer.from(await photo.arrayBuffer());
    const known = await sharp(webp).metadata();
    expect(known).toMatchObject({ format: 'webp', width: 40, height: 80 });
    expect([known.exif, known.icc]).toEqual([undefined, undefined]);
    const data = JSON.parse(await (await member.client.get('/account/data')).text());
    expect(data.items.find(({ id }: { id: number }) => id === item)).toMatchObject({
      photos: [`/photos/${one}/large`, `/photos/${two}/large`],
    });
  });

  it('with the form of a page are stored once when the form is sent three times', async () => {
    const member = await market().addBuyer();
    const { path, data } = await formOf(member.client, '/items/new', 'asking_price');
    const sent = boat();
    for (const [name, value] of Object.entries(sent)) data.set(name, value);
    data.append('photos', new File([new Uint8Array(await picture())], 'x.jpg'));
    const answers = await Promise.all([1, 2, 3].map(() => member.client.post(path, data)));
    const to = answers.map(({ headers }) => headers.get('location'));
    expect(new Set(to).size).toBe(1);
    expect(await photosOf(Number(to[0]?.split('/').at(-1)))).toHaveLength(1);
  });

  it('to an existing item can be put first and removed, and the item’s history shows it', async () => {
    const member = await market().addBuyer();
    const item = await owned(member);
    const page = `/items/${item}/photos`;
    const { data } = await formOf(member.client, page, 'photos');
    for (const _ of [1, 2]) {
      data.append('photos', new File([new Uint8Array(await picture())], 'x.jpg'));
    }
    const added = await member.client.post(page, data);
    expect(added.headers.get('location')).toBe(page);
    expect(textOf(await member.client.follow(added))).toContain('has 2 photos more.');
    const [one, two] = await photosOf(item);
    const first = await member.client.post(page, { first: String(two) });
    expect(first.headers.get('location')).toBe(page);
    expect(await photosOf(item)).toEqual([two, one]);
    for (const _ of [1, 2]) {
      const removed = await member.client.post(page, { remove: String(two) });
      expect(textOf(await member.client.follow(removed))).toContain('is removed.');
    }
    expect(await photosOf(item)).toEqual([one]);
    const story = textOf(await (await member.client.get(`/items/${item}`)).text());
    expect(story).toMatch(/You removed a photo.*You put another photo first.*You added 2 photos/);
    expect((await member.client.get(`/photos/${two}/large`)).status).toBe(404);
  });

  it('by the script of a page are answered with JSON', async () => {
    const member = await market().addBuyer();
    const item = await owned(member);
    const accept = { accept: 'application/json' };
    const wrong = await member.client.post(
      `/items/${item}/photos`,
      formWith({}, [['x.jpg', Buffer.from('text')]]),
      accept,
    );
    expect(wrong.headers.get('content-type')).toBe('application/json');
    const sentence =
      '“x.jpg” is not a photo that the market can read. Choose a JPEG, PNG, WebP or AVIF.';
    expect(await wrong.json()).toMatchObject({ state: { fieldErrors: { photos: [sentence] } } });
    const done = await member.client.post(
      `/items/${item}/photos`,
      formWith({}, [['x.jpg', await picture()]]),
      accept,
    );
    expect(await done.json()).toMatchObject({ redirectTo: `/items/${item}/photos` });
  });
});

describe('a wrong file is refused with a message, and the form keeps its other fields', () => {
  it.each<[string, string, () => Buffer | Promise<Buffer>, string]>([
    ['a text', 'x.jpg', () => Buffer.from('text'), '“x.jpg” is not a photo that the market'],
    ['an SVG', 'x.png', () => Buffer.from('<svg/>'), '“x.png” is not a photo that the market'],
    ['a GIF', 'x.webp', () => picture('gif'), 'Choose a JPEG, PNG, WebP or AVIF.'],
    ['an empty file', 'x.jpg', () => Buffer.alloc(0), '“x.jpg” is empty, damaged or cut off'],
    [
      'a JPEG that is cut off',
      'x.jpg',
      async () => (await picture()).subarray(0, -200),
      'is empty, damaged or cut off',
    ],
    ['a HEIC', 'IMG_1.HEIC', () => HEIC, '“IMG_1.HEIC” is a HEIC photo'],
    ['a moving WebP', 'x.webp', movingPicture, 'is a moving picture'],
    ['a moving PNG', 'x.png', movingPng, 'is a moving picture'],
    ['900 million pixels', 'x.png', () => hugePng(), 'has more than 52 million pixels'],
    ['more than 10 MB', 'x.jpg', () => Buffer.alloc(10_500_000, 0xff), 'has more than 10 MB'],
    [
      'a file name with only invisible characters',
      '\u202e',
      () => Buffer.from('text'),
      'One of the files is not a photo',
    ],
  ])('%s', async (_, name, bytesOf, sentence) => {
    const member = await market().addBuyer();
    const sent = boat();
    const files: Files = [
      ['good.jpg', await picture()],
      [name, await bytesOf()],
    ];
    const answer = await member.client.post('/items/new', formWith(sent, files));
    expect(answer.status).toBe(200);
    const html = await answer.text();
    expect(textOf(html)).toContain(sentence);
    expect(html).toMatch(
      /<input[^>]*aria-invalid="true"[^>]*name="photos"|<input[^>]*name="photos"[^>]*aria-invalid="true"/,
    );
    expect(html).toContain(`value="${sent.name}"`);
    expect(html).toContain('value="120"');
    expect(html).toContain('Floats.');
    expect(await itemNamed(sent.name)).toBeUndefined();
  });

  it('five photos, no photo, and text instead of a file', async () => {
    const member = await market().addBuyer();
    const item = await owned(member);
    const page = `/items/${item}/photos`;
    const good = await picture();
    const refusals: [FormData, string][] = [
      [formWith({}, Array(5).fill(['x.jpg', good])), 'An item has at most 4 photos.'],
      [formWith({}, []), 'Choose at least one photo.'],
      [formWith({}, [['', Buffer.alloc(0)]]), 'Choose at least one photo.'],
      [formWith({ photos: 'x.jpg' }, []), 'Send the photos as files.'],
    ];
    for (const [data, sentence] of refusals) {
      const answer = await member.client.post(page, data);
      expect(answer.status).toBe(200);
      expect(textOf(await answer.text())).toContain(sentence);
    }
    await member.client.post(page, formWith({}, Array(3).fill(['x.jpg', good])));
    const many = await member.client.post(page, formWith({}, Array(2).fill(['x.jpg', good])));
    expect(textOf(await many.text())).toContain('this one has 3. Choose 1 at most');
    expect(await photosOf(item)).toHaveLength(3);
  });

  it('a valid photo must be chosen again when another field is wrong', async () => {
    const member = await market().addBuyer();
    const files: Files = [['x.jpg', await picture()]];
    const answer = await member.client.post('/items/new', formWith({ ...boat(), name: '' }, files));
    const text = textOf(await answer.text());
    expect(text).toContain('Enter a name.');
    expect(text).toContain('Choose the photos again');
    expect(text).toContain('2 fields need your attention.');
  });
});

describe('a large form', () => {
  const large = Buffer.alloc(9_900_000, 1);

  it('is accepted with four photos of 10 MB', async () => {
    const member = await market().addBuyer();
    // The bytes after the photo make the file large. A decoder ignores them.
    const padded = Buffer.concat([await picture('jpeg'), large]);
    const sent = boat();
    const files = Array.from({ length: 4 }, (_, at): Files[number] => [`${at}.jpg`, padded]);
    const answer = await member.client.post('/items/new', formWith(sent, files));
    expect(answer.status).toBe(302);
    expect(await photosOf((await itemNamed(sent.name)) ?? 0)).toHaveLength(4);
  });

  it('is refused with five photos of 10 MB, with and without an announced length', async () => {
    const member = await market().addBuyer();
    const item = await owned(member);
    const files = Array.from({ length: 5 }, (): Files[number] => ['x.jpg', large]);
    for (const path of ['/items/new', `/items/${item}/photos`]) {
      const whole = new Response(formWith(boat(), files));
      const type = { 'content-type': whole.headers.get('content-type') ?? '' };
      const bytes = new Uint8Array(await whole.arrayBuffer());
      const withLength = await member.client.sendRaw(path, bytes, type);
      const withoutLength = await member.client.sendRaw(path, new Blob([bytes]).stream(), type);
      for (const answer of [withLength, withoutLength]) {
        expect(answer.status).toBe(413);
        expect(textOf(await answer.text())).toContain('too much to carry');
      }
    }
    expect((await member.client.get('/market')).status).toBe(200);
  });

  it('is refused above one megabyte when the form has no photos', async () => {
    const member = await market().addBuyer();
    const item = await owned(member);
    const data = formWith({}, [['x.jpg', Buffer.alloc(1_100_000)]]);
    for (const path of [
      `/items/${item}/edit`,
      `/items/${item}/list`,
      '/login',
      '/market',
      '/items',
    ]) {
      expect((await member.client.post(path, data)).status, path).toBe(413);
    }
    const headers = { 'next-action': 'x'.repeat(42) };
    expect((await member.client.post('/items/new', data, headers)).status).toBe(413);
    const text = { description: 'x'.repeat(200_000) };
    expect((await member.client.post('/items/new', text)).status).toBe(413);
    expect((await member.client.post('/items/new', formWith(text, []))).status).toBe(413);
  });

  it.each([
    ['cut off', '--x\r\ncontent-disposition: form-data; name="name"\r\n\r\nBo'],
    ['text that is no form', 'junk'],
    ['empty', ''],
  ])('that is broken is refused with a page: %s', async (_, body) => {
    const member = await market().addBuyer();
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    const answer = await member.client.sendRaw('/items/new', body, type);
    expect(answer.status).toBe(400);
    expect(textOf(await answer.text())).toContain('can’t be read');
    const unbounded = { 'content-type': 'multipart/form-data' };
    expect((await member.client.sendRaw('/items/new', body, unbounded)).status).toBe(400);
  });
});

describe('a photo', () => {
  it('is sent only to members, and their browsers may cache it', async () => {
    const [member, other] = await market().addBuyers(2);
    if (!member || !other) throw new Error('There are no members.');
    const item = await owned(member);
    await member.client.post(`/items/${item}/photos`, formWith({}, [['x.png', await picture()]]));
    const [id] = await photosOf(item);
    for (const size of ['small', 'large']) {
      const answer = await other.client.get(`/photos/${id}/${size}`);
      expect(answer.status).toBe(200);
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': 'image/webp',
        'cache-control': 'private, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'cross-origin-resource-policy': 'same-origin',
      });
      const { width } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
      expect(width).toBe(80);
      const refused = await market().visitor().get(`/photos/${id}/${size}`);
      expect(refused.status).toBe(302);
      expect(refused.headers.get('location')).toBe(`/login?next=%2Fphotos%2F${id}%2F${size}`);
      expect(refused.headers.get('cache-control')).toBe('no-store');
      expect((await refused.arrayBuffer()).byteLength).toBe(0);
    }
    for (const path of [
      `/photos/${id}/huge`,
      '/photos/999999999/large',
      '/photos/x/large',
      '/photos/-1/small',
    ]) {
      expect((await member.client.get(path)).status, path).toBe(404);
      expect((await market().visitor().get(path)).status, path).toBe(302);
    }
  });

  it('is shown in every list for members, and in no list for visitors', async () => {
    const member = await market().addBuyer();
    const sent = boat();
    await member.client.post('/items/new', formWith(sent, [['x.png', await picture()]]));
    const item = await itemNamed(sent.name);
    const [id] = await photosOf(item ?? 0);
    const small = `src="/photos/${id}/small"`;
    const reader = await market().addBuyer();
    await reader.client.post('/stars', {});
    await market().withDatabase(({ write }) =>
      write([sql`insert into stars (user_id, item_id) values (${reader.id}, ${item})`]),
    );
    const paths = ['/', '/market', `/market?q=${encodeURIComponent(sent.name)}`, '/stars'];
    for (const path of [...paths, `/members/${member.username}`]) {
      expect(await (await reader.client.get(path)).text(), path).toContain(small);
    }
    expect(await (await member.client.get('/items')).text()).toContain(small);
    const visitors = await (await market().visitor().get('/')).text();
    expect(visitors).toContain(sent.name);
    expect(visitors).not.toContain('/photos/');
    const preview = await market().visitor().get(`/login?next=/items/${item}`);
    expect(await preview.text()).not.toContain('/photos/');
  });
});

describe('a photo form from anybody except the owner', () => {
  it('is refused, and changes nothing', async () => {
    const [owner, member] = await market().addBuyers(2);
    if (!owner || !member) throw new Error('There are no members.');
    const item = await owned(owner);
    const page = `/items/${item}/photos`;
    await owner.client.post(
      page,
      formWith({}, [
        ['x.jpg', await picture()],
        ['y.jpg', await picture()],
      ]),
    );
    const before = await photosOf(item);
    const large = formWith({}, [['x.jpg', Buffer.alloc(9_900_000)]]);
    const forms: (FormData | Record<string, string>)[] = [
      large,
      { remove: String(before[0]) },
      { first: String(before[1]) },
    ];
    for (const form of forms) {
      const refused = await market().visitor().post(page, form);
      expect(refused.headers.get('location')).toBe(`/login?next=%2Fitems%2F${item}%2Fphotos`);
      for (const origin of ['http://evil.example', 'null']) {
        expect((await owner.client.post(page, form, { origin })).status).toBe(403);
      }
    }
    const theirs: typeof forms = [formWith({}, [['x.jpg', await picture()]]), ...forms.slice(1)];
    for (const form of theirs) {
      const answer = await member.client.post(page, form);
      expect(answer.headers.get('location')).toBe(`/items/${item}`);
      expect(textOf(await member.client.follow(answer))).toContain('is not yours to change');
    }
    expect((await member.client.get(page)).headers.get('location')).toBe(`/items/${item}`);
    expect(await photosOf(item)).toEqual(before);
  });
});

describe('a photo form whose connection is lost', () => {
  // The lost form takes memory, so other tests on the same market would have to wait.
  const separateMarket = marketOfThisFile();

  it('does not block other members who send photos', {
    timeout: 120_000,
  }, async () => {
    const [lost, other] = await separateMarket().addBuyers(2);
    const cookie = `market-session=${lost?.client.cookie('market-session')}`;
    const type = 'multipart/form-data; boundary=x';
    const headers = { cookie, 'content-type': type, 'content-length': 41_000_000 };
    const sending = request(new URL('/items/new', separateMarket().url), {
      method: 'POST',
      headers,
    });
    const ended = new Promise<number>((done, fail) => {
      sending.on('response', ({ statusCode = 0 }) => done(statusCode));
      sending.on('error', fail);
    });
    sending.write('--x\r\ncontent-disposition: form-data; name="name"\r\n\r\nBo');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const padded = Buffer.concat([await picture(), Buffer.alloc(9_000_000, 1)]);
    const form = formWith(boat(), [['x.jpg', padded]]);
    expect((await other?.client.post('/items/new', form))?.status).toBe(302);
    expect(await ended).toBe(400);
    sending.destroy();
  });
});
