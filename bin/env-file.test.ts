import { describe, expect, it } from 'vitest';
import { readEnvFile } from './env-file.ts';

const read = (text: string) => readEnvFile(Buffer.from(text));

describe('in a value of .env', () => {
  it.each([
    ['a dollar sign', 'SECRET_KEY=$abc$HOME', '$abc$HOME'],
    ['a dollar sign within single quotes', "SECRET_KEY='012$abc'", '012$abc'],
    ['a dollar sign within double quotes', 'SECRET_KEY="012$abc"', '012$abc'],
    ['a number sign within a word', 'SECRET_KEY=ab#cd', 'ab#cd'],
    ['a backslash', 'SECRET_KEY="ab\\ncd"', 'ab\\ncd'],
    ['an equals sign', 'SECRET_KEY=ab==', 'ab=='],
    ['a quote within a word', "SECRET_KEY=it's", "it's"],
    ['blanks within quotes', 'SECRET_KEY=" ab "', ' ab '],
    ['other letters', 'SECRET_KEY=Straße', 'Straße'],
  ])('%s is a plain character', (_, line, value) => {
    expect(read(`${line}\n`)).toEqual({ SECRET_KEY: value });
    expect(read(`${line}\r\n`)).toEqual({ SECRET_KEY: value });
  });
});

describe('.env', () => {
  it('may have comments, empty lines, spaces around names and values, and a byte order mark', () => {
    const text =
      '\uFEFF# The port.\n\n  PORT = 3001   # ours\nexport HOST="::1" # here\nTZ=\n#TZ=UTC';
    expect(read(text)).toEqual({ PORT: '3001', HOST: '::1', TZ: '' });
  });
});

describe('.env is refused with one sentence when it', () => {
  it.each([
    ['is UTF-16', Buffer.from('\uFEFFPORT=3001', 'utf16le'), /written in UTF-16: save it as UTF-8/],
    ['is UTF-16 without a mark', Buffer.from('PORT=3001', 'utf16le'), /no UTF-8 text/],
    ['is Windows-1252', Buffer.from('NAME=Stra\xdfe', 'latin1'), /no UTF-8 text/],
    ['has a line that sets nothing', Buffer.from('PORT=1\nlisten 3001\n'), /^Line 2 of \.env/],
  ])('%s', (_, bytes, sentence) => {
    expect(() => readEnvFile(bytes)).toThrow(sentence);
  });
});
