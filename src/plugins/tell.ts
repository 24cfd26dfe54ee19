import { Notification } from '@jupyterlab/apputils';

/** Long enough to read a sentence or two; without a time JupyterLab only keeps the text behind the bell. */
const SHOWN_FOR_MS = 8_000;

/** Shows a sentence for a while. */
export function tell(
  text: string,
  type: 'info' | 'success' | 'warning' | 'error' = 'info'
): void {
  Notification.emit(text, type, { autoClose: SHOWN_FOR_MS });
}
