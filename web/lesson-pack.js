// A lesson in an address: deflated and in base64url, behind the #. No server sees
// it there.
(() => {
  "use strict";
  const kit = (window.lessonKit ??= {});

  const toBase64url = (bytes) => {
    let text = "";
    for (let i = 0; i < bytes.length; i += 8192) {
      text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    }
    return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  };

  const fromBase64url = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

  // through returns what comes out of a stream, as far as it is no longer than most.
  const through = async (bytes, stream, most) => {
    const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
    const parts = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        break;
      }
      size += value.length;
      if (size > most) {
        reader.cancel().catch(() => {});
        throw new Error(`it has more than ${most} bytes`);
      }
      parts.push(value);
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
  };

  const has = typeof CompressionStream === "function" && typeof DecompressionStream === "function";

  // pack returns a lesson's text as it stands in an address; empty where this
  // browser cannot.
  kit.pack = async (text) => (has ? toBase64url(await through(new TextEncoder().encode(text), new CompressionStream("deflate-raw"), Infinity)) : "");

  // unpack is the way back. The error says in words why there is none.
  kit.unpack = async (packed, most) => {
    if (/[:/.]/.test(packed)) {
      throw new Error("it is the address of a file elsewhere, and lessons are never fetched. Save the file, and open it here");
    }
    if (!packed) {
      throw new Error("nothing stands behind lesson=");
    }
    if (!/^[A-Za-z0-9_-]+$/.test(packed)) {
      throw new Error("it holds characters that are not base64url: the link may have been changed on its way");
    }
    if (packed.length > 2 * most) {
      throw new Error(`it has ${packed.length} characters, and may have ${2 * most}`);
    }
    if (!has) {
      throw new Error("this browser cannot unpack it. Open the file instead");
    }
    let bytes;
    try {
      bytes = await through(fromBase64url(packed), new DecompressionStream("deflate-raw"), most);
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (error) {
      throw new Error(error.message.startsWith("it has") ? error.message : "it cannot be unpacked: the link may have been cut off on its way");
    }
  };
})();
