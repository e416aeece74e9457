/// Writing a few words on the station's own keys.
@NullMarked
package io.prepstation.kiosk.ui.writing;

import org.jspecify.annotations.NullMarked;
