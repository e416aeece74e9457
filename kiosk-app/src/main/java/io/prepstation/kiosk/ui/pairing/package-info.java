/// Bringing a station into a lab: the hub's code is held before it, or typed.
@NullMarked
package io.prepstation.kiosk.ui.pairing;

import org.jspecify.annotations.NullMarked;
