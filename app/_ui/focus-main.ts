/** Moves the focus to the content of the page, when the element with the focus is gone. */
export function focusMain(): void {
  document.getElementById('main')?.focus({ preventScroll: true });
}
