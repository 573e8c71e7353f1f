// Filters the tasks of the page. It reads the page's own attributes alone, and only hides what is there.
'use strict';
(() => {
  const page = document.documentElement;
  const filter = document.getElementById('filter');
  const shown = document.getElementById('shown');
  const nothing = document.getElementById('nothing');
  const controls = {};
  for (const name of ['owner', 'tag', 'priority', 'words']) {
    controls[name] = document.getElementById(name);
  }

  const fold = (text) => text.normalize('NFC').toLowerCase();
  const tasks = [...document.querySelectorAll('li.task')].map((element) => ({
    element,
    owners: element.dataset.owners.split(' '),
    tags: element.dataset.tags.split(' '),
    priority: element.dataset.priority,
    text: fold(element.textContent.replace(/\s+/g, ' ')),
    visible: true,
  }));
  const byId = new Map(tasks.map((task) => [task.element.id, task]));
  // The parts of the page that have tasks, and where their numbers stand.
  const groups = [...document.querySelectorAll('[data-group]')].map((element) => ({
    element,
    tasks: [...element.querySelectorAll('li.task')].map((item) => byId.get(item.id)),
    numbers: element.id ? [...document.querySelectorAll(`[data-count="${element.id}"]`)] : [],
  }));
  const cells = [...document.querySelectorAll('.calendar td.busy')].map((element) => ({
    items: [...element.querySelectorAll('li')],
    all: element.querySelector('.all'),
    number: element.querySelector('.all b'),
    word: element.querySelector('.all span'),
  }));
  const counted = (number) => `${number.toLocaleString('en')} ${number === 1 ? 'task' : 'tasks'}`;

  const wanted = () => ({
    owner: controls.owner.value,
    tag: controls.tag.value,
    priority: controls.priority.value,
    words: fold(controls.words.value).split(/\s+/).filter(Boolean),
  });

  let timer = 0;
  const say = (text) => {
    clearTimeout(timer); // a screen reader shall not read every keystroke's number
    timer = setTimeout(() => { shown.textContent = text; }, 150);
  };

  const apply = () => {
    const { owner, tag, priority, words } = wanted();
    const active = Boolean(owner || tag || priority || words.length);
    let count = 0;
    for (const task of tasks) {
      task.visible = (!owner || task.owners.includes(owner)) && (!tag || task.tags.includes(tag)) &&
        (!priority || task.priority === priority) && words.every((word) => task.text.includes(word));
      task.element.hidden = !task.visible;
      count += task.visible ? 1 : 0;
    }
    for (const group of groups) {
      const left = group.tasks.filter((task) => task.visible).length;
      group.element.hidden = left === 0;
      for (const number of group.numbers) {
        number.textContent = left === group.tasks.length
          ? left.toLocaleString('en') : `${left.toLocaleString('en')} of ${group.tasks.length.toLocaleString('en')}`;
        const link = number.closest('nav li');
        if (link) {
          link.hidden = left === 0; // it would lead nowhere
        }
      }
    }
    for (const cell of cells) {
      let left = 0;
      for (const item of cell.items) {
        item.hidden = !byId.get(item.dataset.task).visible;
        left += item.hidden ? 0 : 1;
      }
      cell.all.hidden = left === 0;
      cell.number.textContent = left;
      cell.word.textContent = left === 1 ? ' task' : ' tasks';
    }
    page.classList.toggle('filtered', active);
    nothing.hidden = count > 0 || tasks.length === 0;
    controls.clear.disabled = !active;
    say(active ? `${counted(count)} of ${tasks.length.toLocaleString('en')} shown` : `${counted(count)} shown`);
  };

  // The address keeps the filter, by names: numbers change with the notes.
  const label = (select) => select.selectedOptions[0].textContent;
  const remember = () => {
    const parts = new URLSearchParams();
    for (const name of ['owner', 'tag', 'priority']) {
      if (controls[name].value) {
        parts.set(name, controls[name].value === 'none' && name !== 'priority' ? 'none' : label(controls[name]));
      }
    }
    if (controls.words.value) {
      parts.set('words', controls.words.value);
    }
    try {
      history.replaceState(null, '', `#${parts}`);
    } catch (error) {
      // Some places that show pages have no address to keep.
    }
  };
  const choose = (select, name) => {
    const found = [...select.options].find((option) => option.value === name && name === 'none') ||
      [...select.options].find((option) => fold(option.textContent) === fold(name)) ||
      [...select.options].find((option) => fold(option.textContent) === `#${fold(name)}`);
    select.value = found ? found.value : '';
  };
  // A fragment without `=` names a place of the page, which may be folded in.
  const reveal = () => {
    const place = location.hash && document.getElementById(location.hash.slice(1));
    const details = place && place.closest('details:not([open])');
    if (details) {
      details.open = true;
      place.scrollIntoView();
    }
  };
  const recall = () => {
    const text = location.hash.slice(1);
    if (!text.includes('=')) {
      reveal();
      return;
    }
    const parts = new URLSearchParams(text);
    for (const name of ['owner', 'tag', 'priority']) {
      choose(controls[name], parts.get(name) || '');
    }
    controls.words.value = parts.get('words') || '';
    apply();
  };
  controls.clear = document.getElementById('clear');
  const clear = () => {
    for (const name of ['owner', 'tag', 'priority', 'words']) {
      controls[name].value = '';
    }
    apply();
    remember();
  };
  for (const name of ['owner', 'tag', 'priority', 'words']) {
    controls[name].addEventListener('input', () => {
      apply();
      remember();
    });
  }
  controls.clear.addEventListener('click', () => {
    clear();
    controls.owner.focus(); // the button is disabled now
  });
  filter.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      clear();
    }
  });
  addEventListener('hashchange', recall);

  // Paper has nothing to click on.
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    for (const element of closed) {
      element.open = true;
    }
  });
  addEventListener('afterprint', () => {
    for (const element of closed) {
      element.open = false;
    }
  });

  filter.hidden = tasks.length === 0;
  page.dataset.script = 'on';
  apply();
  recall();
})();
