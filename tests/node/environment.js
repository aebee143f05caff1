// The tests' environment reaches getenv().
Module['preRun'] = [
  function () {
    if (typeof ENV !== 'undefined' && process.env['PORTAL_VECTORS']) ENV['PORTAL_VECTORS'] = process.env['PORTAL_VECTORS'];
  },
];
