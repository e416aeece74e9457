/// What can be done about an overshoot, each with its resulting amounts.
@NullMarked
package io.prepstation.kiosk.ui.correcting;

import org.jspecify.annotations.NullMarked;
