import type { BrowserContext } from '@playwright/test';

/**
 * Collects what a browser complains of: errors on its console (violations of the
 * Content-Security-Policy are among them) or thrown by a page, requests that fail, and any request
 * to another host.
 */
export function watch(context: BrowserContext, url: string): string[] {
  const { host } = new URL(url);
  const complaints: string[] = [];

  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  context.on('weberror', (error) => {
    complaints.push(`thrown: ${error.error().message}`);
  });
  context.on('request', (request) => {
    const to = new URL(request.url());
    if (to.protocol !== 'data:' && to.host !== host) complaints.push(`elsewhere: ${to.href}`);
  });
  context.on('requestfailed', (request) => {
    // What the browser itself gave up because it went on to another page.
    const reason = request.failure()?.errorText;
    if (reason !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()} ${reason}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  return complaints;
}
