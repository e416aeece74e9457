/// Taking an interrupted session up again: what the balance must show first.
@NullMarked
package io.prepstation.kiosk.ui.interrupted;

import org.jspecify.annotations.NullMarked;
