/// What stands around every screen: header, notice strip, footer.
@NullMarked
package io.prepstation.kiosk.ui.frame;

import org.jspecify.annotations.NullMarked;
