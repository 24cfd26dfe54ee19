/** Files that the bundler hands over as text. */
declare module '*.py' {
  const source: string;
  export default source;
}
declare module '*.svg' {
  const source: string;
  export default source;
}
