
document.querySelectorAll('time').forEach(function (time) {
  var at = new Date(time.dateTime);
  time.title = time.textContent;
  time.textContent = at.toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' });
});
document.querySelectorAll('a.copy').forEach(function (link) {
  var button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'Copy';
  button.addEventListener('click', function () {
    var range = document.createRange();
    range.selectNodeContents(link);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    button.textContent = document.execCommand('copy') ? 'Copied' : 'Selected';
  });
  link.after(button);
});
