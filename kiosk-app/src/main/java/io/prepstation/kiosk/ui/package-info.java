/// The kiosk's window: which screen stands for which state of the bench, and the one way onto the JavaFX thread.
@NullMarked
package io.prepstation.kiosk.ui;

import org.jspecify.annotations.NullMarked;
