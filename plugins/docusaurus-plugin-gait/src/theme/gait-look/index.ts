// The look of every page, Gait's own and those of the docs plugin; loaded once, as a client module. The typefaces are part of
// the package: the site loads nothing from another host.
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import '@fontsource-variable/atkinson-hyperlegible-mono/wght.css';
import './tokens.css';
import './base.css';
import './chrome.css';
import './docs.css';
import './code.css';
import './diagram.css';
import './print.css';
