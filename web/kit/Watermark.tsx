import { useEffect, useState } from 'react';
import { nowMs } from '../core/clock.ts';
import { formatInstant } from '../core/time.ts';

const tileWidth = 320;
const tileHeight = 190;

/** How often the time in the mark is brought up to date. */
const renewMs = 60_000;

/**
 * A faint mark with name and time over a page with personal data: a photograph of the screen says who took it.
 * It deters and traces; it protects nothing by itself.
 */
export function Watermark({ name }: { name: string }) {
  const [image, setImage] = useState('');
  useEffect(() => {
    const draw = () => setImage(drawTile(`${name}  ${formatInstant(nowMs())}`));
    draw();
    const timer = setInterval(draw, renewMs);
    return () => clearInterval(timer);
  }, [name]);
  return <div className="mq-watermark" aria-hidden="true" style={{ backgroundImage: `url(${image})` }} />;
}

function drawTile(line: string): string {
  const canvas = document.createElement('canvas');
  const scale = globalThis.devicePixelRatio || 1;
  canvas.width = tileWidth * scale;
  canvas.height = tileHeight * scale;
  const pen = canvas.getContext('2d');
  if (!pen) return '';
  pen.scale(scale, scale);
  pen.translate(tileWidth / 2, tileHeight / 2);
  pen.rotate(-Math.PI / 9);
  pen.textAlign = 'center';
  pen.fillStyle = 'rgb(128 138 155)';
  pen.font = '13px "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';
  pen.fillText(line, 0, 0);
  return canvas.toDataURL();
}
