/** Takes the focus to the content, from something that has gone; Tab goes on from there. */
export function focusMain(): void {
  document.getElementById('main')?.focus({ preventScroll: true });
}
