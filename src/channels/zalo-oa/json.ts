/** JSON as Zalo writes it: ids may be numbers above 2^53, which JavaScript would round. */

/** A text, to its end or to that of the whole, so that nothing is read twice; or a number. */
const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"?|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** From this many digits on a number may not be exact. */
const LONG = /^-?\d{16,}$/;

/** The value of a JSON text, long whole numbers as strings; undefined = it is no JSON. Takes time linear in its length. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(TOKEN, (token) => (LONG.test(token) ? `"${token}"` : token)));
  } catch {
    return undefined;
  }
}
