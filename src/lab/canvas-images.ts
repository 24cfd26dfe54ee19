import type { Images } from '../core/ports';

/** Scales figures down in the browser. What cannot be decoded is passed on as it is. */
export const canvasImages: Images = {
  async downscale(base64, mimeType, pixels) {
    const original = { base64, mimeType };
    try {
      const response = await fetch(`data:${mimeType};base64,${base64}`);
      const bitmap = await createImageBitmap(await response.blob());
      const scale = pixels / Math.max(bitmap.width, bitmap.height);
      if (scale >= 1) {
        bitmap.close();
        return original;
      }
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(1, Math.round(bitmap.width * scale));
      canvas.height = Math.max(1, Math.round(bitmap.height * scale));
      const drawing = canvas.getContext('2d');
      if (!drawing) {
        return original;
      }
      drawing.imageSmoothingQuality = 'high';
      drawing.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
      bitmap.close();
      const url = canvas.toDataURL('image/png');
      return {
        base64: url.slice(url.indexOf(',') + 1),
        mimeType: 'image/png'
      };
    } catch {
      return original;
    }
  }
};
