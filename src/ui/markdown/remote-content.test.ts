import { describe, expect, it } from 'vitest';
import { isLocal, removeRemoteContent } from './remote-content';

const clean = (html: string): string =>
  removeRemoteContent(html, { imageNotLoaded: 'Not loaded' });

describe('addresses on this server', () => {
  it.each([
    'plot.png',
    './plot.png',
    '/files/plot.png',
    'data:image/png;base64,AAAA',
    ''
  ])('%j', address => expect(isLocal(address)).toBe(true));

  it.each([
    'https://evil.example/p.png',
    '//evil.example/p.png',
    '\\\\evil.example/p.png',
    ' https://evil.example/p.png',
    'ht\ntps://evil.example/p.png',
    'data:text/html,<script>',
    'ftp://evil.example',
    'javascript:alert(1)'
  ])('not %j', address => expect(isLocal(address)).toBe(false));
});

describe('HTML without what would be fetched from elsewhere', () => {
  it('is left exactly as it is when there is nothing to find', () => {
    const html = '<p>a < b & "c"</p><table><tr><td>1</table>';
    expect(clean(html)).toBe(html);
  });

  it('keeps local pictures', () => {
    expect(clean('<img src="plot.png" alt="a">')).toContain('src="plot.png"');
  });

  it('has links where pictures from the web were', () => {
    expect(
      clean('<p><img src="https://x.example/p.png" alt="chart"></p>')
    ).toBe(
      '<p><a href="https://x.example/p.png" title="https://x.example/p.png">Not loaded: chart</a></p>'
    );
    expect(clean('<img src="ftp://x.example/p">')).not.toContain('href');
  });

  it('has what was in forms, but no forms', () => {
    expect(clean('<div><form action="/x"><b>y</b></form></div>')).toBe(
      '<div><b>y</b></div>'
    );
    expect(clean('<button form="other" type="submit">y</button>')).toBe(
      '<button type="submit">y</button>'
    );
  });

  it.each([
    '<img src="a.png" srcset="https://x.example/p 2x">',
    '<video poster="https://x.example/p" src="https://x.example/v"></video>',
    '<input type="image" src="https://x.example/p">',
    '<table background="https://x.example/p"></table>',
    '<svg><image xlink:href="https://x.example/p"/></svg>',
    '<form action="https://x.example"></form>',
    '<a href="/y" ping="https://x.example">y</a>',
    '<b style="background:url(https://x.example/p)">y</b>',
    '<b style="background:u\\rl(https://x.example/p) url(">y</b>'
  ])('%s', html => expect(clean(html)).not.toContain('x.example'));
});
