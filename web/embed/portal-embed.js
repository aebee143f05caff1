// @ts-check
// <privacy-portal src="https://portal.example/" section="subscriptions">: the portal in a frame that is as high as what
// is in it. It asks for no password and tells this page nothing about anybody: portal-embed.d.ts has its events.
(() => {
  const mark = 'privacy-portal';
  const patience = 10000;
  const helloEvery = 250;
  const tallest = 20000;

  /** @param {unknown} value @param {string[]} known */
  const oneOf = (value, known) => (known.includes(String(value)) ? String(value) : known[0]);

  class PrivacyPortal extends HTMLElement {
    static observedAttributes = ['theme', 'section', 'lang', 'renderer', 'accent', 'src'];

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

    connectedCallback() {
      addEventListener('message', this.#receive);
      this.#show();
    }

    disconnectedCallback() {
      removeEventListener('message', this.#receive);
      this.#stop();
    }

    /** @param {string} name @param {string | null} before @param {string | null} now */
    attributeChangedCallback(name, before, now) {
      if (before === now || !this.#frame) return;
      if (name === 'src' || name === 'lang' || name === 'renderer') this.#show();
      else if (this.#isWelcome) this.#hello();
    }

    #show() {
      this.#stop();
      const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
      let address;
      try {
        address = new URL('embed', new URL(this.getAttribute('src') ?? '', document.baseURI));
      } catch {
        return this.#fail('refused');
      }
      this.#origin = address.origin;
      address.searchParams.set('section', this.#section);
      for (const name of ['theme', 'lang', 'renderer']) {
        const value = this.getAttribute(name);
        if (value) address.searchParams.set(name, value);
      }
      const frame = document.createElement('iframe');
      frame.title = 'Privacy portal';
      frame.src = address.href;
      frame.loading = 'eager';
      Object.assign(frame.style, { display: 'block', width: '100%', height: '240px', border: '0', colorScheme: 'normal' });
      frame.addEventListener('load', () => {
        this.#hasLoaded = true;
        this.#hello();
      });
      this.#frame = frame;
      root.replaceChildren(frame);
      this.#hellos = setInterval(() => this.#hello(), helloEvery);
      this.#end = setTimeout(() => this.#fail(this.#hasLoaded ? 'refused' : 'timeout'), patience);
    }

    get #section() {
      return oneOf(this.getAttribute('section'), ['subscriptions', 'overview']);
    }

    #hello() {
      this.#frame?.contentWindow?.postMessage(
        {
          portal: mark,
          kind: 'hello',
          theme: oneOf(this.getAttribute('theme'), ['auto', 'light', 'dark']),
          section: this.#section,
          accent: /^#[0-9a-f]{6}$/i.test(this.getAttribute('accent') ?? '') ? this.getAttribute('accent') : '',
        },
        this.#origin,
      );
    }

    /** @param {MessageEvent} event */
    #hear(event) {
      if (!this.#frame || event.source !== this.#frame.contentWindow || event.origin !== this.#origin) return;
      const { portal, kind, height, section } = event.data ?? {};
      if (portal !== mark) return;
      if ((kind === 'welcome' || kind === 'resize') && Number.isInteger(height) && height >= 0) {
        const fits = Math.min(height, tallest);
        this.#frame.style.height = `${fits}px`;
        if (kind === 'resize') this.#tell('resize', { height: fits });
      }
      if (kind === 'welcome' && !this.#isWelcome) {
        this.#isWelcome = true;
        clearInterval(this.#hellos);
        clearTimeout(this.#end);
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
      const link = document.createElement('a');
      link.textContent = 'Open it in a new window';
      link.target = '_blank';
      link.rel = 'noopener';
      link.href = this.#origin ? `${this.#origin}/${this.#section === 'overview' ? '' : this.#section}` : '#';
      text.append(link);
      this.shadowRoot?.replaceChildren(text);
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
