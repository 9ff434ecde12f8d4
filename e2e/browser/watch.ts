import type { BrowserContext } from '@playwright/test';

/**
 * Collects the complaints of a browser: errors on its console, errors that a page throws, failed
 * requests, answers with a status of 400 or more, and requests to another host. A violation of the
 * Content-Security-Policy is an error on the console.
 */
export function watch(context: BrowserContext, url: string, js: boolean): string[] {
  const { host } = new URL(url);
  const complaints: string[] = [];

  // The console does not show a violation whose error a script catches.
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
    // The browser cancels requests when it opens another page. Without JavaScript it blocks
    // scripts.
    if (reason === 'net::ERR_ABORTED') return;
    if (reason === 'csp' && !js && request.url().endsWith('.js')) return;
    complaints.push(`failed: ${request.url()} ${reason}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`status ${response.status()}: ${response.url()}`);
  });
  return complaints;
}
