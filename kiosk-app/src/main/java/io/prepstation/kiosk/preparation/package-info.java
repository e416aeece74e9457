/// Preparing at the bench: the only door through which sessions are created, weighed, ended and opened.
@NullMarked
package io.prepstation.kiosk.preparation;

import org.jspecify.annotations.NullMarked;
