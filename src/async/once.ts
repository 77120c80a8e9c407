/** Makes something when it is first wanted, and only once. `current`: what is being made, if anything is. */
export function once<T>(make: () => Promise<T>): { get(): Promise<T>; current(): Promise<T> | undefined } {
  let made: Promise<T> | undefined;
  return {
    get: () => {
      made ??= make();
      return made;
    },
    current: () => made,
  };
}
