import { theme, type ThemeConfig } from 'antd';
import type { Theme } from '../core/theme.ts';

const shared = {
  fontFamily: 'var(--mq-font)',
  fontFamilyCode: 'var(--mq-mono)',
  borderRadius: 6,
  wireframe: false,
};

/** Values of kit.css; every text on its usual ground is at least 4.5:1 (antd's own tertiary and placeholder are not). */
const light: ThemeConfig = {
  algorithm: theme.defaultAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#1456c4',
    colorLink: '#1456c4',
    colorLinkHover: '#0c3d91', // antd derives a lighter one: 3:1
    colorLinkActive: '#0c3d91',
    colorInfo: '#1456c4',
    colorSuccess: '#0b6b3a',
    colorWarning: '#854700',
    colorError: '#b3261e',
    colorText: '#172033',
    colorTextSecondary: '#465167',
    colorTextTertiary: '#566176',
    colorTextDescription: '#566176',
    colorTextPlaceholder: '#667085',
    colorIcon: '#566176',
    colorBorder: '#8792a6',
    colorBorderSecondary: '#e1e6ee',
    colorBgLayout: '#f3f5f9',
  },
  components: { Table: { headerBg: '#f6f8fb', rowHoverBg: '#f3f7fd' } },
};

const dark: ThemeConfig = {
  algorithm: theme.darkAlgorithm,
  token: {
    ...shared,
    colorPrimary: '#5b9bff',
    colorLink: '#8ab8ff',
    colorLinkHover: '#b8d4ff',
    colorLinkActive: '#b8d4ff',
    colorInfo: '#5b9bff',
    colorSuccess: '#7fdca4',
    colorWarning: '#ffc46b',
    colorError: '#ff9d94',
    colorBgBase: '#0c121c',
    colorBgContainer: '#141c29',
    colorBgElevated: '#1a2434',
    colorBgLayout: '#0c121c',
    colorText: '#e6ebf4',
    colorTextSecondary: '#c0cadb',
    colorTextTertiary: '#a3b0c6',
    colorTextDescription: '#a3b0c6',
    colorTextPlaceholder: '#94a2b9',
    colorTextLightSolid: '#06122a', // on the light primary, white would be 2.8:1
    colorIcon: '#a3b0c6',
    colorBorder: '#5d6c86',
    colorBorderSecondary: '#28344a',
  },
  components: {
    Table: { headerBg: '#192334', rowHoverBg: '#1a2536' },
    Tooltip: { colorTextLightSolid: '#e6ebf4', colorBgSpotlight: '#2a364b' },
  },
};

export const antdThemes: Readonly<Record<Theme, ThemeConfig>> = { light, dark };
