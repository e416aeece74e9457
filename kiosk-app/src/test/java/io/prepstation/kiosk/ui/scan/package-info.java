/// Tests of the screens' scan.
@NullMarked
package io.prepstation.kiosk.ui.scan;

import org.jspecify.annotations.NullMarked;
