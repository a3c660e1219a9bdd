/** Now, and with a rejection for a throw. */
export function promised<Result>(act: () => Result): Promise<Result> {
  return new Promise((resolve) => {
    resolve(act());
  });
}
