/// The list of changes that met somebody else's (SYN-9).
@NullMarked
package io.prepstation.kiosk.ui.conflicts;

import org.jspecify.annotations.NullMarked;
