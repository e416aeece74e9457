/// The screen that says how far the hub is behind, and what waits for it (SYN-18).
@NullMarked
package io.prepstation.kiosk.ui.sync;

import org.jspecify.annotations.NullMarked;
