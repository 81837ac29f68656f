// Reads calendars by ical.js, the library that many calendars on the web are made with; prints JSON.
// Each invitation is answered beside it, as such a calendar answers: yes, no, perhaps, in turn.
import { readFileSync, writeFileSync } from "node:fs";
import ICAL from "ical.js";

const ANSWERS = ["ACCEPTED", "DECLINED", "TENTATIVE"];
const faults = [];
const entries = {};
let count = 0;
let answered = 0;

function when(time) {
  return time ? (time.isDate ? time.toString() : time.convertToZone(ICAL.Timezone.utcTimezone).toString()) : "";
}

function answer(path, whole, event) {
  whole.updatePropertyWithValue("method", "REPLY");
  const asked = event.getFirstProperty("attendee");
  asked.setParameter("partstat", ANSWERS[answered % ANSWERS.length]);
  asked.removeParameter("rsvp");
  writeFileSync(path.replace(/\.ics$/, ".reply"), whole.toString());
  answered += 1;
}

for (const path of process.argv.slice(2)) {
  try {
    const whole = new ICAL.Component(ICAL.parse(readFileSync(path, "utf-8")));
    entries[path] = [];
    for (const kind of ["vevent", "vtodo"]) {
      for (const part of whole.getAllSubcomponents(kind)) {
        count += 1;
        const value = (name) => part.getFirstPropertyValue(name);
        for (const name of ["uid", "dtstamp", "summary", "status"]) {
          if (!value(name)) faults.push(`${path}: an entry lacks ${name}`);
        }
        if (kind === "vevent" && !new ICAL.Event(part).startDate) faults.push(`${path}: an event has no beginning`);
        if (kind === "vtodo" && !value("due")) faults.push(`${path}: a task has no date`);
        entries[path].push([value("uid"), value("sequence"), value("status"), when(value("dtstart") || value("due"))]);
      }
    }
    if (whole.getFirstPropertyValue("method") === "REQUEST") answer(path, whole, whole.getFirstSubcomponent("vevent"));
  } catch (error) {
    faults.push(`${path}: ${error.message}`);
  }
}
process.stdout.write(JSON.stringify({ faults, count, entries, answered }));
