/// The sessions of this station, and one of them in detail.
@NullMarked
package io.prepstation.kiosk.ui.sessions;

import org.jspecify.annotations.NullMarked;
