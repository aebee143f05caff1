// @ts-check
// <privacy-portal src="https://portal.example/" section="subscriptions">: the portal in a frame that is as high as what
// is in it. It asks for no password and tells this page nothing about anybody: portal-embed.d.ts has its events.
(() => {
  const mark = 'privacy-portal';
  const patience = 10000;
  const helloEvery = 250;
  const tallest = 20000;
  const darkness = matchMedia('(prefers-color-scheme: dark)');
  // It cannot leave for another page on top of the host's; links open new windows, which are free again.
  const sandbox = 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox';

  /** @param {unknown} value @param {...string} known the first is the usual one */
  const oneOf = (value, ...known) => (known.includes(String(value)) ? String(value) : known[0]);

  /** As light or dark as what the box lies on; auto if that changes with the reader's wish. @param {Element | null} element */
  function themeAround(element) {
    for (; element; element = element.parentElement ?? /** @type {ShadowRoot} */ (element.getRootNode()).host) {
      const [red, green, blue, part = 1] =
        getComputedStyle(element).backgroundColor.match(/^rgba?\((.+)\)$/)?.[1].split(/[ ,/]+/).map(Number) ?? [];
      if (part > 0.5 && blue >= 0) return red * 0.3 + green * 0.59 + blue * 0.11 < 128 ? 'dark' : 'light';
    }
    const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name=color-scheme]'));
    const schemes = getComputedStyle(document.documentElement).colorScheme.replace('normal', meta?.content ?? 'light');
    return !schemes.includes('dark') ? 'light' : schemes.includes('light') ? 'auto' : 'dark';
  }

  class PrivacyPortal extends HTMLElement {
    static observedAttributes = ['src', 'section', 'theme', 'lang', 'renderer', 'accent'];

    /** @type {HTMLIFrameElement | null} */
    #frame = null;
    #origin = '';
    #isWelcome = false;
    #hasLoaded = false;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    #hellos;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    #end;
    /** @param {MessageEvent} event */
    #receive = (event) => this.#hear(event);
    #recolour = () => this.#isWelcome && this.#hello();

    connectedCallback() {
      addEventListener('message', this.#receive);
      darkness.addEventListener('change', this.#recolour);
      this.#show();
    }

    disconnectedCallback() {
      removeEventListener('message', this.#receive);
      darkness.removeEventListener('change', this.#recolour);
      this.#stop();
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (before === now || !this.isConnected) return;
      if (name === 'src') this.#show();
      else if (this.#isWelcome) this.#hello();
    }

    #show() {
      this.#stop();
      this.#origin = '';
      let address;
      try {
        address = new URL('embed', new URL(this.getAttribute('src') ?? '', document.baseURI));
      } catch {
        return this.#fail('refused');
      }
      this.#origin = address.origin;
      for (const [name, value] of Object.entries(this.#wishes())) if (name !== 'accent') address.searchParams.set(name, value);
      const frame = document.createElement('iframe');
      frame.title = 'Privacy portal';
      frame.setAttribute('sandbox', sandbox);
      frame.src = address.href;
      Object.assign(frame.style, { display: 'block', width: '100%', height: '0', border: '0', colorScheme: 'normal' });
      frame.addEventListener('load', () => {
        this.#hasLoaded = true;
        clearInterval(this.#hellos);
        this.#hellos = setInterval(() => this.#hello(), helloEvery);
        this.#hello();
      });
      this.#frame = frame;
      const placeholder = document.createElement('p');
      placeholder.setAttribute('role', 'status');
      placeholder.textContent = 'Your mail preferences are loading …';
      Object.assign(placeholder.style, { margin: '0', padding: '3rem 1rem', textAlign: 'center', opacity: '0.75' });
      this.#root.replaceChildren(placeholder, frame);
      this.#end = setTimeout(() => this.#fail(this.#hasLoaded ? 'refused' : 'timeout'), patience);
    }

    get #root() {
      return this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    }

    #wishes() {
      const accent = this.getAttribute('accent') ?? '';
      return {
        section: oneOf(this.getAttribute('section'), 'subscriptions', 'overview'),
        theme: oneOf(this.getAttribute('theme'), themeAround(this), 'light', 'dark'),
        lang: oneOf(this.getAttribute('lang'), 'en'),
        renderer: oneOf(this.getAttribute('renderer'), 'auto', 'html', 'canvas'),
        accent: /^#[0-9a-f]{6}$/i.test(accent) ? accent : '',
      };
    }

    #hello() {
      this.#frame?.contentWindow?.postMessage({ portal: mark, kind: 'hello', ...this.#wishes() }, this.#origin);
    }

    /** @param {MessageEvent} event */
    #hear(event) {
      if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== this.#origin) return;
      const { portal, kind, height, section } = event.data ?? {};
      if (portal !== mark) return;
      const isWelcome = kind === 'welcome';
      if ((isWelcome || kind === 'resize') && Number.isInteger(height) && height >= 0) {
        const fits = Math.min(height, tallest);
        this.#frame.style.height = `${fits}px`;
        if (kind === 'resize') this.#tell('resize', { height: fits });
      }
      if (isWelcome && !this.#isWelcome) {
        this.#isWelcome = true;
        clearInterval(this.#hellos);
        clearTimeout(this.#end);
        this.#root.querySelector('p')?.remove();
        this.#tell('ready');
      }
      if (kind === 'signed-in' || kind === 'signed-out' || kind === 'preference-changed') this.#tell(kind);
      if (kind === 'needs-top-level') this.#tell(kind, { section: String(section) });
    }

    /** @param {string} name @param {unknown} [detail] */
    #tell(name, detail = null) {
      this.dispatchEvent(new CustomEvent(name, { bubbles: true, detail }));
    }

    /** @param {'refused' | 'timeout'} reason */
    #fail(reason) {
      this.#stop();
      const text = document.createElement('p');
      text.textContent = 'The privacy portal cannot be shown inside this page. ';
      if (this.#origin) {
        const link = document.createElement('a');
        link.textContent = 'Open it in a new window';
        link.target = '_blank';
        link.rel = 'noopener';
        link.href = `${this.#origin}/${this.#wishes().section.replace('overview', '')}`;
        text.append(link);
      }
      this.#root.replaceChildren(text);
      this.#tell('error', { reason });
    }

    #stop() {
      clearInterval(this.#hellos);
      clearTimeout(this.#end);
      this.#frame = null;
      this.#isWelcome = false;
      this.#hasLoaded = false;
    }
  }

  if (!customElements.get('privacy-portal')) customElements.define('privacy-portal', PrivacyPortal);
})();
