/* Sets theme and language before the first paint. A file of its own, because the page's policy forbids inline scripts. */
(function () {
  var root = document.documentElement;
  var read = function (key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  var theme = read('groundwork.theme');
  if (theme !== 'light' && theme !== 'dark') {
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  root.setAttribute('data-mantine-color-scheme', theme);
  var language = read('groundwork.language') || (navigator.language || 'en').slice(0, 2);
  root.lang = language === 'de' ? 'de' : 'en';
  var color = document.querySelector('meta[name="theme-color"]');
  if (color) color.content = theme === 'dark' ? '#12110e' : '#fbfaf7';
})();
