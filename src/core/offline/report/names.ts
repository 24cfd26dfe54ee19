/** `Total revenue (EUR)` */
export function withUnitName(name: string, unit: string): string {
  return unit === '' || name.includes(unit) ? name : `${name} (${unit})`;
}
