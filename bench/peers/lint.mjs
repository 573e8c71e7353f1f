// Reads the tasks in the notes below a folder as a plugin does: a pattern for the line, then one for each field, which
// is cut off at the line's end until none matches. Prints how many tasks there are, and how many keep a sign in their
// text.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const task = /^([\s\t>]*)([-*+]|[0-9]+[.)]) +\[(.)\] *(.*)/u;
const fields = [
    /(?:🔺|⏫|🔼|🔽|⏬)\uFE0F?$/u,
    /✅\uFE0F? *(\d{4}-\d{2}-\d{2})$/u,
    /❌\uFE0F? *(\d{4}-\d{2}-\d{2})$/u,
    /(?:📅|📆|🗓)\uFE0F? *(\d{4}-\d{2}-\d{2})$/u,
    /(?:⏳|⌛)\uFE0F? *(\d{4}-\d{2}-\d{2})$/u,
    /🛫\uFE0F? *(\d{4}-\d{2}-\d{2})$/u,
    /➕\uFE0F? *(\d{4}-\d{2}-\d{2})$/u,
    /🔁\uFE0F? *([a-zA-Z0-9, !]+)$/u,
    /(^|\s)#[^\s!@#$%^&*(),.?":{}|<>]+$/u,
];
const sign = /[🔺⏫🔼🔽⏬✅❌📅📆🗓⏳⌛🛫➕🔁]/u;

let tasks = 0;
let hidden = 0;

function readLine(line) {
    const found = task.exec(line);
    if (!found) {
        return;
    }
    ++tasks;
    let text = found[4].trim();
    for (let matched = true; matched;) {
        matched = false;
        for (const field of fields) {
            const shorter = text.replace(field, '');
            if (shorter !== text) {
                text = shorter.trim();
                matched = true;
            }
        }
    }
    hidden += sign.test(text) ? 1 : 0;
}

function readFolder(folder) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
            readFolder(path);
        } else if (entry.name.endsWith('.md')) {
            readFileSync(path, 'utf8').split('\n').forEach(readLine);
        }
    }
}

readFolder(process.argv[2]);
console.log(`${tasks} tasks, ${hidden} with a sign in their text`);
