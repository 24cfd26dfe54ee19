import { LabIcon } from '@jupyterlab/ui-components';
import agent from '../../style/icons/agent.svg';
import artifact from '../../style/icons/artifact.svg';
import attach from '../../style/icons/attach.svg';
import files from '../../style/icons/files.svg';
import finding from '../../style/icons/finding.svg';
import picture from '../../style/icons/picture.svg';
import preview from '../../style/icons/preview.svg';
import send from '../../style/icons/send.svg';
import slides from '../../style/icons/slides.svg';
import stop from '../../style/icons/stop.svg';
import template from '../../style/icons/template.svg';
import warning from '../../style/icons/warning.svg';

export const agentIcon = new LabIcon({
  name: 'kernel-agent:agent',
  svgstr: agent
});
export const artifactIcon = new LabIcon({
  name: 'kernel-agent:artifact',
  svgstr: artifact
});
export const attachIcon = new LabIcon({
  name: 'kernel-agent:attach',
  svgstr: attach
});
export const dataFilesIcon = new LabIcon({
  name: 'kernel-agent:files',
  svgstr: files
});
export const findingIcon = new LabIcon({
  name: 'kernel-agent:finding',
  svgstr: finding
});
export const pictureIcon = new LabIcon({
  name: 'kernel-agent:picture',
  svgstr: picture
});
export const previewIcon = new LabIcon({
  name: 'kernel-agent:preview',
  svgstr: preview
});
export const sendIcon = new LabIcon({
  name: 'kernel-agent:send',
  svgstr: send
});
export const slidesIcon = new LabIcon({
  name: 'kernel-agent:slides',
  svgstr: slides
});
export const stopTurnIcon = new LabIcon({
  name: 'kernel-agent:stop',
  svgstr: stop
});
export const templateIcon = new LabIcon({
  name: 'kernel-agent:template',
  svgstr: template
});
export const warningIcon = new LabIcon({
  name: 'kernel-agent:warning',
  svgstr: warning
});
