// SPDX-License-Identifier: Apache-2.0
// The one font stack; no font is shipped.
export const kFonts = '"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif';
