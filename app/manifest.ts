import type { MetadataRoute } from 'next';

/** How the market looks when somebody keeps it among their apps. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Market',
    short_name: 'Market',
    description: 'Buy, sell back and trade in credits of your own.',
    lang: 'en',
    start_url: '/market',
    scope: '/',
    // With the browser's own “back”, which the pages do without.
    display: 'minimal-ui',
    background_color: '#f7f2e6',
    theme_color: '#03412e',
    categories: ['shopping', 'education'],
    icons: [
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      { src: '/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  };
}
