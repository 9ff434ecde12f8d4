import { createServer } from 'node:http';
import { galleryPage } from './page.ts';

// Shows the gallery to a developer, in the style of a market that runs:
//   npx tsx e2e/gallery/show.ts [address of the market]
// Every reload renders the parts anew.

const PORT = 3001;
const market = process.argv[2] ?? 'http://localhost:3000';

createServer(async ({ url = '/' }, response) => {
  try {
    const answer = await fetch(new URL(url, market));
    response.setHeader('Content-Type', answer.headers.get('Content-Type') ?? '');
    response.end(
      url === '/'
        ? await galleryPage(await answer.text())
        : Buffer.from(await answer.arrayBuffer()),
    );
  } catch (error) {
    response.writeHead(502).end(String(error));
  }
}).listen(PORT, 'localhost', () => console.log(`The gallery: http://localhost:${PORT}`));
