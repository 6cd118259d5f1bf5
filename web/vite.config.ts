import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { documents, nonceMark } from './build-info.ts';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * Three documents, one build: officers' pages (antd), citizens' pages and the entrance (both without antd).
 * `--mode gallery` builds the component gallery instead, which never ships.
 */
export default defineConfig(({ mode }) => ({
  root: here,
  base: '/',
  plugins: [react(), silentIcons()],
  publicDir: 'public',
  html: { cspNonce: nonceMark },
  build: {
    outDir: mode === 'gallery' ? '../.cache/gallery' : '../dist/web',
    emptyOutDir: true,
    target: ['chrome89', 'safari15', 'firefox90'], // the Chromium bases of browsers on government desks
    modulePreload: { polyfill: false }, // it would be an inline script on pages with a strict CSP
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500, // kB; antd is one chunk
    reportCompressedSize: false,
    rolldownOptions: {
      input:
        mode === 'gallery'
          ? [`${here}kit/gallery/index.html`]
          : documents.map((document) => here + document.file), // whole paths: whoever starts a node may stand anywhere
    },
  },
}));

const namedInEnglish = /role: "img",\s*"aria-label": icon\.name/;

/**
 * antd's icons call themselves "caret-down" to those who listen, in English on a Chinese page. Each of ours stands beside
 * its words or in a button with a name, so icons are silent unless they are given a name.
 */
function silentIcons(): Plugin {
  return {
    name: 'minqiao-silent-icons',
    transform(code, id) {
      if (!id.includes('@ant-design/icons/es/components/AntdIcon.js')) return undefined;
      if (!namedInEnglish.test(code)) throw new Error(`the icons of antd changed: look at ${id}`);
      const silent = '...(restProps["aria-label"] ? { role: "img" } : { "aria-hidden": true })';
      return { code: code.replace(namedInEnglish, silent), map: null };
    },
  };
}
