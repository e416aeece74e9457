/// How every device is, and the tests of them.
@NullMarked
package io.prepstation.kiosk.ui.devices;

import org.jspecify.annotations.NullMarked;
