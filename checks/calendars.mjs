// Reads calendars by ical.js, the library that many calendars on the web are made with; prints JSON.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const faults = [];
let count = 0;
for (const path of process.argv.slice(2)) {
  try {
    const whole = new ICAL.Component(ICAL.parse(readFileSync(path, "utf-8")));
    for (const kind of ["vevent", "vtodo"]) {
      for (const part of whole.getAllSubcomponents(kind)) {
        count += 1;
        for (const name of ["uid", "dtstamp", "summary"]) {
          if (!part.getFirstPropertyValue(name)) faults.push(`${path}: an entry lacks ${name}`);
        }
        if (kind === "vevent" && !new ICAL.Event(part).startDate) faults.push(`${path}: an event has no beginning`);
      }
    }
  } catch (error) {
    faults.push(`${path}: ${error.message}`);
  }
}
process.stdout.write(JSON.stringify({ faults, count }));
