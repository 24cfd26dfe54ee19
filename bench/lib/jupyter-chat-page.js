// Bundled for a page of JupyterLab: @jupyter/chat's own widget with one message that grows, drawn by JupyterLab's own
// renderers. What streams into it costs no network here, other than in the sidebar it is compared with.
/* global window, document */
import { AbstractChatContext, AbstractChatModel, ChatWidget } from '@jupyter/chat';
import { Widget } from '@lumino/widgets';

class Context extends AbstractChatContext {
  get users() {
    return [];
  }
}

class Model extends AbstractChatModel {
  sendMessage() {}

  createChatContext() {
    return new Context({ model: this });
  }
}

const BOT = { username: 'bot', display_name: 'Bot', initials: 'B', bot: true };

/**
 * Shows a chat where the right sidebar is. The registry is that of the notebook in front.
 *
 * @returns {{ set(text: string): void, drawn(): string, dispose(): void }}
 */
window.openJupyterChat = () => {
  const model = new Model({ id: 'bench', config: {} });
  model.name = 'bench';
  model.setReady();
  const rmRegistry =
    window.jupyterapp.shell.currentWidget.content.rendermime;
  const widget = new ChatWidget({ model, rmRegistry, area: 'sidebar' });
  const box = document.createElement('div');
  box.style.cssText =
    'position:fixed;right:0;top:30px;bottom:24px;width:420px;z-index:1000;background:var(--jp-layout-color1)';
  document.body.append(box);
  Widget.attach(widget, box);
  widget.node.style.height = '100%';
  model.messageAdded({
    type: 'msg',
    id: 'answer',
    body: '',
    time: Date.now() / 1000,
    sender: BOT
  });
  return {
    set: text => model.messages[0].update({ body: text }),
    drawn: () =>
      box.querySelector('.jp-chat-rendered-message')?.textContent ?? '',
    dispose: () => {
      widget.dispose();
      box.remove();
    }
  };
};
