/// The pins of a single-board computer: foot switch, lamp, buzzer. The only package that knows Pi4J.
@NullMarked
package io.prepstation.device.gpio;

import org.jspecify.annotations.NullMarked;
