import type { ToolSchema } from './chat-message';
import { isRecord, textOf } from './json';

/**
 * The tool with a schema of nothing but types, properties, items, choices and descriptions: what every server knows.
 * Arguments are checked against the real schema anyway.
 */
export function withPlainSchema(tool: ToolSchema): ToolSchema {
  return {
    ...tool,
    function: {
      ...tool.function,
      parameters: plainSchema(tool.function.parameters)
    }
  };
}

function plainSchema(schema: unknown): Record<string, unknown> {
  if (!isRecord(schema)) {
    return {};
  }
  const variants = [schema.anyOf, schema.oneOf, schema.allOf].find(
    Array.isArray
  );
  const variant = variants?.find(
    each => isRecord(each) && each.type !== 'null'
  );
  if (variant !== undefined) {
    const { description } = schema;
    return {
      ...plainSchema(variant),
      ...(textOf(description) === '' ? {} : { description })
    };
  }
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(schema)) {
    if (name === 'type') {
      const types: unknown[] = Array.isArray(value) ? value : [value];
      plain.type = types.find(type => type !== 'null');
    } else if (name === 'properties' && isRecord(value)) {
      plain.properties = Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, plainSchema(inner)])
      );
    } else if (name === 'items') {
      plain.items = plainSchema(value);
    } else if (name === 'const') {
      plain.enum = [value];
    } else if (['required', 'enum', 'description'].includes(name)) {
      plain[name] = value;
    }
  }
  return plain;
}
