import { fileURLToPath } from "node:url";

/** The folder with the page's files, as `npm run build` leaves them; every one of them may be served to anybody. */
export const pageFolder = fileURLToPath(new URL("../dist/page", import.meta.url));
