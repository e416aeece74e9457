/// The label of a finished session, and its way to the printer.
@NullMarked
package io.prepstation.kiosk.label;

import org.jspecify.annotations.NullMarked;
