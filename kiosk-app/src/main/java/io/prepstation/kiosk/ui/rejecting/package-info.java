/// Giving a session up, with a reason.
@NullMarked
package io.prepstation.kiosk.ui.rejecting;

import org.jspecify.annotations.NullMarked;
