import type { BrowserContext } from '@playwright/test';

/**
 * Collects what a browser complains of: errors on its console (violations of the
 * Content-Security-Policy are among them) or thrown by a page, requests that fail, and any request
 * to another host.
 */
export function watch(context: BrowserContext, url: string, js: boolean): string[] {
  const { host } = new URL(url);
  const complaints: string[] = [];

  // Of what a script tries and catches the console says nothing.
  if (js) {
    void context.addInitScript(() =>
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`forbidden by ${violatedDirective}: ${blockedURI}`),
      ),
    );
  }
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
    const reason = request.failure()?.errorText;
    // The browser gave it up itself, for another page, or because scripts are switched off.
    if (reason === 'net::ERR_ABORTED') return;
    if (reason === 'csp' && !js && request.url().endsWith('.js')) return;
    complaints.push(`failed: ${request.url()} ${reason}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  return complaints;
}
