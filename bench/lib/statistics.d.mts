// For the benchmarks in TypeScript; the rule takes the parameters of a declaration for variables.
/* eslint-disable no-unused-vars */
export declare function median(values: readonly number[]): number;
export declare function rounded(value: number): number;
