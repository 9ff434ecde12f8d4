/** The address that opens the gallery in a browser test (`visit`). No server has a page there. */
export const GALLERY_PATH = '/parts';
