/// Codes typed by a scanner, whatever has the focus.
@NullMarked
package io.prepstation.kiosk.ui.scan;

import org.jspecify.annotations.NullMarked;
