/// Choosing among the labs of one station.
@NullMarked
package io.prepstation.kiosk.ui.labs;

import org.jspecify.annotations.NullMarked;
