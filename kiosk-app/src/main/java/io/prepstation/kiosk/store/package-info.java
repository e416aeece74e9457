/// What the station keeps: one SQLite file per lab, written by one thread, read by many.
@NullMarked
package io.prepstation.kiosk.store;

import org.jspecify.annotations.NullMarked;
