/// The kiosk's window under test.
@NullMarked
package io.prepstation.kiosk.ui;

import org.jspecify.annotations.NullMarked;
