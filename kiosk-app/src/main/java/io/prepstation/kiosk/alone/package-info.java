/// A station that works without a hub: its people and formulas are kept by commands, its records stay on it.
@NullMarked
package io.prepstation.kiosk.alone;

import org.jspecify.annotations.NullMarked;
