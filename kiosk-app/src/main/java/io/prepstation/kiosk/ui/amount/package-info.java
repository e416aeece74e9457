/// Entering an amount on the station's own number pad.
@NullMarked
package io.prepstation.kiosk.ui.amount;

import org.jspecify.annotations.NullMarked;
