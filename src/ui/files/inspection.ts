import { Widget } from '@lumino/widgets';
import type { FileContextDocument } from '../../core/file-context/document';
import { inspect, summary } from '../../core/file-context/document-summary';
import { element, part } from '../dom';

/** A saved file context in words, for a dialog. */
export function inspection(document: FileContextDocument): Widget {
  const text = `${summary(document)}\n\n${inspect(document)}`;
  return new Widget({ node: element('pre', part('inspection'), {}, [text]) });
}
