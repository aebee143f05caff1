// @ts-check
// Triangles with a texture on a WebGL 2 canvas. It never asks WebGL for its state: each answer would stop the machine.

const vertexShader = `#version 300 es
uniform vec2 size;
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 at;
layout(location = 2) in vec4 colour;
out vec2 where;
out vec4 ink;
void main() {
  where = at;
  ink = vec4(colour.rgb * colour.a, colour.a);
  gl_Position = vec4(place.x / size.x * 2.0 - 1.0, 1.0 - place.y / size.y * 2.0, 0.0, 1.0);
}`;

const fragmentShader = `#version 300 es
precision mediump float;
uniform sampler2D image;
uniform bool isPicture;
in vec2 where;
in vec4 ink;
out vec4 seen;
void main() {
  vec4 texel = texture(image, where);
  seen = ink * (isPicture ? texel : texel.rrrr);
}`;

const vertexSize = 20; // two floats, two floats, four bytes: ImDrawVert
export const firstAtlas = 1 << 16; // painter.h

export class Triangles {
  #gl;
  /** @type {Map<number, WebGLTexture>} */
  #textures = new Map();
  #size;
  #isPicture;

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    // Every pixel is painted, and none lets through; but Chromium leaves out what it takes to lie under a canvas that says so, and is
    // mistaken when that one has moved with its page.
    const gl = canvas.getContext('webgl2', { alpha: true, antialias: false, depth: false, stencil: false });
    if (!gl) throw new Error('There is no WebGL 2.');
    this.#gl = gl;
    const program = link(gl);
    gl.useProgram(program);
    this.#size = gl.getUniformLocation(program, 'size');
    this.#isPicture = gl.getUniformLocation(program, 'isPicture');
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, vertexSize, 0);
    gl.vertexAttribPointer(1, 2, gl.FLOAT, false, vertexSize, 8);
    gl.vertexAttribPointer(2, 4, gl.UNSIGNED_BYTE, true, vertexSize, 16);
    for (const at of [0, 1, 2]) gl.enableVertexAttribArray(at);
    /** The widest and highest that a canvas may be. */
    this.limit = Math.min(gl.getParameter(gl.MAX_TEXTURE_SIZE), gl.getParameter(gl.MAX_RENDERBUFFER_SIZE));
  }

  /** A canvas that is too large is given a smaller buffer without a word. */
  isWhole() {
    const gl = this.#gl;
    return gl.drawingBufferWidth === gl.canvas.width && gl.drawingBufferHeight === gl.canvas.height;
  }

  /** @param {number} ground its colour, 0xAABBGGRR */
  begin(ground) {
    const gl = this.#gl;
    gl.viewport(0, 0, gl.canvas.width, gl.canvas.height);
    gl.uniform2f(this.#size, gl.canvas.width, gl.canvas.height);
    gl.clearColor((ground & 255) / 255, ((ground >> 8) & 255) / 255, ((ground >> 16) & 255) / 255, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
  }

  /** @param {Uint8Array} vertices @param {Uint8Array} indices */
  take(vertices, indices) {
    const gl = this.#gl;
    gl.bufferData(gl.ARRAY_BUFFER, vertices, gl.STREAM_DRAW);
    gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, indices, gl.STREAM_DRAW);
  }

  /** @param {number} texture @param {number} first @param {number} count */
  draw(texture, first, count) {
    const gl = this.#gl;
    const known = this.#textures.get(texture);
    if (!known) return;
    gl.bindTexture(gl.TEXTURE_2D, known);
    gl.uniform1i(this.#isPicture, texture < firstAtlas ? 1 : 0);
    gl.drawElements(gl.TRIANGLES, count, gl.UNSIGNED_INT, first * 4);
  }

  /** @param {number} number @param {number} width @param {number} height @param {Uint8Array} pixels one byte each */
  makeTexture(number, width, height, pixels) {
    const gl = this.#gl;
    this.#bindNew(number);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.R8, width, height, 0, gl.RED, gl.UNSIGNED_BYTE, pixels);
  }

  /**
   * @param {number} number @param {number} x @param {number} y @param {number} width @param {number} height
   * @param {Uint8Array} pixels @param {number} pitch bytes from one row to the next
   */
  changeTexture(number, x, y, width, height, pixels, pitch) {
    const gl = this.#gl;
    const known = this.#textures.get(number);
    if (!known) return;
    gl.bindTexture(gl.TEXTURE_2D, known);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, pitch);
    gl.texSubImage2D(gl.TEXTURE_2D, 0, x, y, width, height, gl.RED, gl.UNSIGNED_BYTE, pixels);
    gl.pixelStorei(gl.UNPACK_ROW_LENGTH, 0);
  }

  /** @param {number} number */
  dropTexture(number) {
    this.#gl.deleteTexture(this.#textures.get(number) ?? null);
    this.#textures.delete(number);
  }

  /** @param {number} number @param {OffscreenCanvas} picture */
  makePicture(number, picture) {
    const gl = this.#gl;
    this.#bindNew(number);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture);
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  }

  // Gives the memory back at once: nobody knows when the canvas is collected.
  end() {
    this.#gl.getExtension('WEBGL_lose_context')?.loseContext();
  }

  /** @param {number} number */
  #bindNew(number) {
    const gl = this.#gl;
    this.dropTexture(number);
    const texture = /** @type {WebGLTexture} */ (gl.createTexture());
    this.#textures.set(number, texture);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  }
}

/** @param {WebGL2RenderingContext} gl */
function link(gl) {
  const program = /** @type {WebGLProgram} */ (gl.createProgram());
  for (const [kind, source] of /** @type {const} */ ([
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ])) {
    const shader = /** @type {WebGLShader} */ (gl.createShader(kind));
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error('The shaders do not fit together.');
  return program;
}
