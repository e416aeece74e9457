/// Tests of the screens' look.
@NullMarked
package io.prepstation.kiosk.ui.look;

import org.jspecify.annotations.NullMarked;
