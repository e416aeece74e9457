/// One step: identify, tare, pour, accept.
@NullMarked
package io.prepstation.kiosk.ui.weighing;

import org.jspecify.annotations.NullMarked;
