/* mailing: what the calendar says is due, in one table, and the letters that go out by it.
 *
 * The daemon hands the table to the engine, which does one action after the other, each in a transaction of
 * its own (handle_due). */
#ifndef MAILING_H
#define MAILING_H

#include "handle.h"

extern const struct calendar CALENDAR;

#endif
