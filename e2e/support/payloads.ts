/** Markup and scripts, short enough for a username. A script that runs would open a dialog. */
export const SCRIPTS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)>',
  '"><svg/onload=alert(1)>',
  `' autofocus onfocus=alert(1) '`,
  '</title><svg onload=alert(1)>',
  '</script><svg onload=alert(1)>',
  '<iframe src=javascript:alert()',
  '&lt;svg onload=alert(1)&gt;',
  '\\u003csvg onload=alert(1)>',
  '{{7*7}}<%=7*7%>#{7*7}',
  '<!--<svg onload=alert(1)>-->',
].map((text) => text.slice(0, 29));

/** Texts that would change a query, if queries were built from text. */
export const QUERIES = [
  `' or '1'='1`,
  `" or ""="`,
  `1 or 1=1`,
  `') or ('1'='1' --`,
  `'; drop table users; --`,
  `1; update users set budget=9`,
  `' union select 1,2,3,4 --`,
  `%27%20or%201=1--`,
  `x'); delete from items; --`,
  `_%`,
];

/** All texts in one. Comments come last, because a comment would hide the texts after it. */
export const ALL_AT_ONCE = [...QUERIES, ...SCRIPTS].join(' ');
