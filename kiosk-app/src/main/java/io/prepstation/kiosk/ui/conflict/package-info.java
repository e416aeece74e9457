/// One change that met somebody else's, field by field (SYN-9).
@NullMarked
package io.prepstation.kiosk.ui.conflict;

import org.jspecify.annotations.NullMarked;
