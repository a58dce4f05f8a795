// For comfort only: everything is there without it.
document.querySelectorAll('.commands li').forEach(function (item) {
  var line = item.querySelector('code');
  if (!navigator.clipboard) {
    return;
  }
  var button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.setAttribute('aria-label', 'Copy ' + line.textContent);
  button.addEventListener('click', function () {
    navigator.clipboard.writeText(line.textContent).then(function () {
      button.textContent = 'Copied';
    });
  });
  item.append(button);
});

// What is folded is printed, too.
var opened = [];
window.addEventListener('beforeprint', function () {
  opened = Array.from(document.querySelectorAll('details:not([open])'));
  opened.forEach(function (folded) { folded.open = true; });
});
window.addEventListener('afterprint', function () {
  opened.forEach(function (folded) { folded.open = false; });
});
